// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/on_screen.h"

#include "core/base/timecode.h"
#include "core/project/take_shelf.h"
#include "ui/characters/character_words.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/song_map_strip.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr int kShown = 7;
constexpr int kGap = 8;
} // namespace

QString pictureOfShot(const project::ProjectSession &session, const timeline::Clip &clip)
{
    const timeline::Take *take = session.takes().find(clip.selectedVideo.isEmpty() ? clip.selectedImage : clip.selectedVideo);
    if (!take)
        return {};
    if (!take->isVideo())
        return session.absolutePath(take->media);
    return take->thumb.isEmpty() ? QString() : session.absolutePath(take->thumb);
}

// Seven shots across, each a picture with number and name. Arrow keys move, Enter goes there.
class OnScreen::Shots : public QWidget
{
public:
    explicit Shots(OnScreen &owner) : m_owner(owner)
    {
        setFixedHeight(70);
        setFocusPolicy(Qt::StrongFocus);
        setProperty("noFocusHalo", true);
        setAccessibleName(OnScreen::tr("Shots with this character"));
        connect(&owner.m_desk.pictures(), &PictureCache::ready, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const project::ProjectSession *session = m_owner.m_desk.context().session();
        for (int i = 0; session && i < std::min<int>(kShown, int(m_owner.m_clips.size())); ++i) {
            const timeline::Clip *clip = timeline::findClip(session->timeline(), m_owner.m_clips[size_t(i)]);
            if (!clip)
                continue;
            const QRectF box = cell(i);
            const QRectF picture(box.topLeft(), QSizeF(box.width(), 48));
            QPainterPath shape;
            shape.addRoundedRect(picture, radius::kThumb, radius::kThumb);
            painter.save();
            painter.setClipPath(shape);
            painter.fillRect(picture, theme.surface.raised);
            const QPixmap pixmap =
                m_owner.m_desk.pictures().of(pictureOfShot(*session, *clip), picture.size().toSize(), devicePixelRatioF());
            if (!pixmap.isNull())
                painter.drawPixmap(picture.topLeft(), pixmap);
            painter.restore();
            if (pixmap.isNull())
                drawDashedFrame(painter, picture.adjusted(0.5, 0.5, -0.5, -0.5), theme.hairline.three, radius::kThumb);
            const int number = m_owner.m_desk.editor().index().positionOf(clip->id) + 1;
            const QString before = number > 0 ? QString::number(number) : QString();
            painter.setFont(theme.fonts.captionStrong);
            painter.setPen(theme.text.secondary);
            const double wide = painter.fontMetrics().horizontalAdvance(before);
            const QRectF words(box.left(), picture.bottom() + 2, box.width(), 18);
            painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, before);
            painter.setFont(theme.fonts.caption);
            painter.setPen(theme.text.primary);
            const QRectF name = words.adjusted(wide + 4, 0, 0, 0);
            painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(clip->name, Qt::ElideRight, int(name.width())));
            if (hasFocus() && i == m_current)
                drawFocusInside(painter, picture, theme, radius::kThumb);
        }
    }
    void mousePressEvent(QMouseEvent *event) override
    {
        for (int i = 0; i < kShown; ++i) {
            if (cell(i).contains(event->position()))
                go(i);
        }
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        const int last = std::min<int>(kShown, int(m_owner.m_clips.size())) - 1;
        if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
            m_current = std::clamp(m_current + (event->key() == Qt::Key_Right ? 1 : -1), 0, std::max(0, last));
            update();
        } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            go(m_current);
        } else {
            QWidget::keyPressEvent(event);
        }
    }

private:
    [[nodiscard]] QRectF cell(int index) const
    {
        const double wide = (width() - (kShown - 1) * kGap) / double(kShown);
        return {index * (wide + kGap), 0, wide, double(height())};
    }
    void go(int index)
    {
        m_current = index;
        if (index >= 0 && index < int(m_owner.m_clips.size()))
            Q_EMIT m_owner.shotChosen(m_owner.m_clips[size_t(index)]);
    }

    OnScreen &m_owner;
    int m_current = 0;
};

OnScreen::OnScreen(CharacterDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_words(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_show(new PushButton(tr("Show in Scenes"), ControlKind::Quiet)),
      m_map(new SongMapStrip(tr("Where in the song it is"))),
      m_shots(new Shots(*this))
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(new TextLabel(tr("On screen"), TextStyle::Strong));
    head->addWidget(m_words, 1);
    m_show->setButtonSize(ButtonSize::Small);
    head->addWidget(m_show);
    rows->addLayout(head);
    rows->addWidget(m_map);
    rows->addSpacing(4);
    rows->addWidget(m_shots);
    connect(m_show, &QAbstractButton::clicked, this, &OnScreen::showAllRequested);
    connect(m_map, &SongMapStrip::chosen, this, [this](int mark) { Q_EMIT shotChosen(m_clips[size_t(mark)]); });
}

void OnScreen::refresh()
{
    m_clips.clear();
    std::vector<SongMapStrip::Mark> marks;
    const generation::Character *open = m_desk.current();
    const project::ProjectSession *session = m_desk.context().session();
    Ticks length;
    if (open && session) {
        for (const timeline::Clip *clip : m_desk.clipsWith(open->id)) {
            m_clips.push_back(clip->id);
            length = length + clip->length;
            marks.push_back({clip->range(), clip->name, false});
        }
        const timeline::Project &project = session->timeline().project;
        m_map->setSong(project.song ? project.song->map : SongMap(), timeline::programLength(session->timeline()), project.songOffset);
    } else {
        m_map->setSong({}, {}, {});
    }
    m_map->setMarks(std::move(marks), characterColour(themeOf(this), open ? open->colour : 0));
    m_show->setEnabled(!m_clips.empty());
    m_shots->setVisible(!m_clips.empty());
    if (!session)
        m_words->setText(tr("Open a project to see its shots"));
    else if (m_clips.empty())
        m_words->setText(tr("In no shot yet: select shots and apply it"));
    else
        m_words->setText(
            tr("%n shot(s), %1, %2 % of the program", nullptr, int(m_clips.size()))
                .arg(formatClock(length))
                .arg(qRound(100 * length.toSeconds() / std::max(0.001, timeline::programLength(session->timeline()).toSeconds()))));
    m_shots->update();
}

} // namespace sc::ui
