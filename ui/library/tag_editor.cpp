// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/tag_editor.h"

#include "core/library/library.h"
#include "ui/library/track_delegate.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/stars_field.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDir>
#include <QtGui/QIntValidator>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kCover = 132;

// What all songs agree on; nothing when they differ.
std::optional<QString> common(const std::vector<library::Track> &tracks, const std::function<QString(const library::Track &)> &value)
{
    const QString first = value(tracks.front());
    const bool same = std::all_of(tracks.begin(), tracks.end(), [&](const library::Track &track) { return value(track) == first; });
    return same ? std::optional(first) : std::nullopt;
}

QString numberText(int number)
{
    return number > 0 ? QString::number(number) : QString();
}

QString valueOf(const library::Track &track, TagEditor::Field field)
{
    switch (field) {
    case TagEditor::Title:
        return track.title;
    case TagEditor::Artist:
        return track.artist;
    case TagEditor::Album:
        return track.album;
    case TagEditor::Genre:
        return track.genreTag;
    case TagEditor::Year:
        return numberText(track.year);
    case TagEditor::TrackNumber:
        return numberText(track.trackNumber);
    case TagEditor::Comment:
        return track.comment;
    default:
        return {};
    }
}

void setValue(library::Track &track, TagEditor::Field field, const QString &text)
{
    switch (field) {
    case TagEditor::Title:
        track.title = text;
        break;
    case TagEditor::Artist:
        track.artist = text;
        break;
    case TagEditor::Album:
        track.album = text;
        break;
    case TagEditor::Genre:
        track.genreTag = text;
        break;
    case TagEditor::Year:
        track.year = text.toInt();
        break;
    case TagEditor::TrackNumber:
        track.trackNumber = text.toInt();
        break;
    case TagEditor::Comment:
        track.comment = text;
        break;
    default:
        break;
    }
}

} // namespace

QStringList tagsFrom(const QString &text)
{
    QStringList tags;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        const QString tag = part.simplified();
        if (!tag.isEmpty() && !tags.contains(tag, Qt::CaseInsensitive))
            tags.append(tag);
    }
    return tags;
}

namespace {

class SongCover : public QWidget
{
public:
    explicit SongCover(TrackPictures &pictures) : m_pictures(pictures) { setFixedSize(kCover, kCover); }
    void setTrack(const library::Track &track)
    {
        m_track = track;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawCover(painter, m_pictures, m_track, rect(), 9, themeOf(this));
    }

private:
    TrackPictures &m_pictures;
    library::Track m_track;
};

} // namespace

TagEditor::TagEditor(AppContext &context, TrackPictures &pictures, QWidget *window)
    : Overlay(window, 620, 72, radius::kDialog), m_context(context), m_pictures(pictures)
{
    build();
}

void TagEditor::build()
{
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(12);
    m_head = new TextLabel({}, TextStyle::Title);
    column->addWidget(m_head);
    auto *body = new QHBoxLayout;
    body->setSpacing(16);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    m_cover = new SongCover(m_pictures);
    left->addWidget(m_cover);
    m_stars = new StarsField(18);
    left->addWidget(m_stars, 0, Qt::AlignHCenter);
    left->addStretch(1);
    body->addLayout(left);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    const std::array<QString, kFields> names{tr("Title"), tr("Artist"), tr("Album"),   tr("Genre"),
                                             tr("Year"),  tr("Track"),  tr("Comment"), tr("Tags, set apart by commas")};
    const auto place = [&](Field which, int row, int at, int span) {
        auto *edit = new QLineEdit;
        edit->setAccessibleName(names[which]);
        edit->setMaxLength(which == Tags ? 2000 : 500);
        m_fields[which] = edit;
        auto *label = new TextLabel(names[which], TextStyle::Caption, Ink::Secondary);
        label->setFixedHeight(row > 0 ? 20 : 14); // nearer to its own field than to the one above
        label->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
        grid->addWidget(label, row * 2, at, 1, span);
        grid->addWidget(edit, row * 2 + 1, at, 1, span);
    };
    place(Title, 0, 0, 4);
    place(Artist, 1, 0, 2);
    place(Album, 1, 2, 2);
    place(Genre, 2, 0, 2);
    place(Year, 2, 2, 1);
    place(TrackNumber, 2, 3, 1);
    place(Comment, 3, 0, 4);
    place(Tags, 4, 0, 4);
    for (int i = 0; i < 4; ++i)
        grid->setColumnStretch(i, 1);
    for (const Field number : {Year, TrackNumber})
        m_fields[number]->setValidator(new QIntValidator(0, 9999, m_fields[number]));
    body->addLayout(grid, 1);
    column->addLayout(body);
    m_file = new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary);
    m_file->setElide(Qt::ElideMiddle);
    column->addWidget(m_file);
    auto *toFile = new QHBoxLayout;
    toFile->setSpacing(10);
    m_toFile = new Switch(tr("Write into the file too"));
    toFile->addWidget(m_toFile, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(new TextLabel(tr("Write into the file too"), TextStyle::Control));
    auto *backup =
        new TextLabel(tr("Title to comment go into the file. A copy of the file as it is now is kept in the profile's backups first. "
                         "Own tags and stars stay in the library."),
                      TextStyle::CaptionLight, Ink::Secondary);
    backup->setWrap(true);
    words->addWidget(backup);
    toFile->addLayout(words, 1);
    column->addLayout(toFile);
    m_wrong = new TextLabel({}, TextStyle::Body, Ink::Danger);
    m_wrong->setWrap(true);
    m_wrong->hide();
    column->addWidget(m_wrong);
    auto *buttons = new QHBoxLayout;
    auto *leave = new PushButton(tr("Cancel"), ControlKind::Quiet);
    connect(leave, &QPushButton::clicked, this, &Overlay::close);
    buttons->addWidget(leave);
    buttons->addStretch(1);
    m_save = new PushButton(tr("Save"), ControlKind::Primary);
    connect(m_save, &QPushButton::clicked, this, &TagEditor::save);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    for (QLineEdit *edit : m_fields)
        connect(edit, &QLineEdit::returnPressed, this, &TagEditor::save);
    connect(m_stars, &StarsField::rated, this, [this] { m_isRated = true; });
}

void TagEditor::openFor(const std::vector<TrackId> &tracks)
{
    m_tracks.clear();
    for (const TrackId &id : tracks) {
        if (auto track = m_context.library().listed(id))
            m_tracks.push_back(std::move(*track));
    }
    if (m_tracks.empty())
        return;
    fill();
    open(m_fields[m_tracks.size() == 1 ? Title : Tags]);
}

void TagEditor::fill()
{
    const bool one = m_tracks.size() == 1;
    m_isRated = false;
    m_toFile->setChecked(false);
    m_wrong->hide();
    m_head->setText(one ? tr("Edit “%1”").arg(m_tracks.front().title) : tr("Edit %n song(s)", nullptr, static_cast<int>(m_tracks.size())));
    m_file->setText(one ? QDir::toNativeSeparators(m_tracks.front().file)
                        : tr("Fields that say “mixed” stay as they are until something is typed."));
    static_cast<SongCover *>(m_cover)->setTrack(m_tracks.front());
    for (int i = Title; i < Tags; ++i) {
        const auto which = static_cast<Field>(i);
        const auto value = common(m_tracks, [which](const library::Track &track) { return valueOf(track, which); });
        m_fields[which]->setText(value.value_or(QString()));
        m_fields[which]->setPlaceholderText(value ? QString() : tr("mixed"));
        m_fields[which]->setModified(false);
    }
    m_fields[Title]->setEnabled(one); // several songs of one title would be no help
    const auto tags = common(m_tracks, [](const library::Track &track) { return track.tags.join(QStringLiteral(", ")); });
    m_fields[Tags]->setText(tags.value_or(QString()));
    m_fields[Tags]->setPlaceholderText(tags ? tr("summer, live") : tr("mixed; what is typed is added to all"));
    m_fields[Tags]->setModified(false);
    QStringList known;
    for (const library::Library::TagUse &tag : m_context.library().tags())
        known.append(tag.name);
    auto *completer = new QCompleter(known, m_fields[Tags]);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_fields[Tags]->setCompleter(completer);
    const auto rating = common(m_tracks, [](const library::Track &track) { return QString::number(track.rating); });
    m_stars->setRating(rating ? rating->toInt() : 0);
}

bool TagEditor::saveSong(const library::Track &before)
{
    library::Track track = before;
    for (int i = Title; i < Tags; ++i) {
        if (m_fields[static_cast<size_t>(i)]->isModified())
            setValue(track, static_cast<Field>(i), m_fields[static_cast<size_t>(i)]->text());
    }
    if (track != before) {
        const auto done = m_context.library().editTags(track);
        if (!done && done.error().code() != ProblemCode::NothingToUpdate) {
            m_wrong->setText(done.error().text());
            m_wrong->show();
            return false;
        }
    }
    return !m_isRated || m_stars->rating() == before.rating ||
           reported(m_context, m_context.library().setRating(before.id, m_stars->rating()));
}

bool TagEditor::saveTags()
{
    if (!m_fields[Tags]->isModified())
        return true;
    const QStringList wanted = tagsFrom(m_fields[Tags]->text());
    const auto shared = common(m_tracks, [](const library::Track &track) { return track.tags.join(QStringLiteral(", ")); });
    QStringList gone = shared ? tagsFrom(*shared) : QStringList();
    QStringList added;
    for (const QString &tag : wanted) {
        if (!shared || !gone.contains(tag, Qt::CaseInsensitive))
            added.append(tag);
        gone.removeIf([&](const QString &old) { return old.compare(tag, Qt::CaseInsensitive) == 0; });
    }
    std::vector<TrackId> ids;
    for (const library::Track &track : m_tracks)
        ids.push_back(track.id);
    if (added.isEmpty() && gone.isEmpty())
        return true;
    const auto done = m_context.library().setTags(ids, added, gone);
    if (!done && done.error().code() != ProblemCode::NothingToUpdate) {
        m_wrong->setText(done.error().text());
        m_wrong->show();
        return false;
    }
    return true;
}

void TagEditor::writeToFiles()
{
    int written = 0;
    QString copy;
    for (const library::Track &track : m_tracks) {
        const auto backup = m_context.library().writeTagsToFile(track.id);
        if (!reported(m_context, backup))
            break;
        copy = *backup;
        ++written;
    }
    if (written > 0)
        Q_EMIT m_context.noticeRaised({Notice::Level::Success,
                                       tr("Tags written into %n file(s)", nullptr, written),
                                       tr("As they were before: %1").arg(QDir::toNativeSeparators(copy)),
                                       {},
                                       {}});
}

void TagEditor::save()
{
    for (const library::Track &track : m_tracks) {
        if (!saveSong(track))
            return;
    }
    if (!saveTags())
        return;
    if (m_toFile->isChecked())
        writeToFiles();
    close();
}

} // namespace sc::ui
