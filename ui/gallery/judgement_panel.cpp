// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/judgement_panel.h"

#include "ui/gallery/check_rows.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/music_marks.h"
#include "ui/widgets/stars_field.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

#include <algorithm>

namespace sc::ui {

using generation::GalleryItem;

namespace {

constexpr int kKeepMs = 900; // after the last key
constexpr QSize kChosen(72, 41);

QHBoxLayout *labelled(const QString &text, QWidget *right)
{
    auto *row = new QHBoxLayout;
    row->addWidget(new TextLabel(text, TextStyle::Caption, Ink::Secondary));
    row->addStretch(1);
    if (right)
        row->addWidget(right);
    return row;
}

} // namespace

// The take that the shot shows now.
class JudgementPanel::ChosenCard : public QWidget
{
public:
    explicit ChosenCard(GalleryDesk &desk) : m_desk(desk)
    {
        setFixedHeight(53);
        connect(&desk.thumbnails(), &TakeThumbnails::ready, this, qOverload<>(&QWidget::update));
    }
    void show(const TakeId &take)
    {
        m_take = take;
        const GalleryItem *item = m_desk.item(take);
        setAccessibleName(item ? tr("Chosen now: %1").arg(GalleryDesk::takeTitle(*item)) : tr("Nothing is chosen"));
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        drawCard(painter, rect(), theme);
        const GalleryItem *item = m_desk.item(m_take);
        const QRect picture(6, 6, kChosen.width(), kChosen.height());
        QPainterPath path;
        path.addRoundedRect(picture, radius::kThumb, radius::kThumb);
        painter.fillPath(path, QColor(0, 0, 0, 110));
        if (item) {
            painter.save();
            painter.setClipPath(path);
            painter.drawPixmap(picture, m_desk.thumbnail(item->take, kChosen, devicePixelRatioF()));
            painter.restore();
        }
        const QRect words(picture.right() + 9, 9, width() - picture.right() - 78, 17);
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, item ? GalleryDesk::takeTitle(*item) : tr("Nothing yet"));
        QStringList facts;
        if (item && item->take.verdict == timeline::TakeVerdict::Approved)
            facts.append(tr("approved"));
        if (item && item->take.seed)
            facts.append(tr("seed %1").arg(*item->take.seed));
        if (item && facts.isEmpty())
            facts.append(item->take.modelName);
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        painter.drawText(
            words.translated(0, 18), Qt::AlignVCenter | Qt::AlignLeft,
            QFontMetrics(theme.fonts.captionLight).elidedText(facts.join(QStringLiteral(", ")), Qt::ElideRight, words.width()));
        if (item)
            drawStars(painter, QPointF(width() - 12 - 55, height() / 2.0 - 5), item->take.rating, 10, theme);
    }

private:
    static QString tr(const char *text) { return JudgementPanel::tr(text); }
    GalleryDesk &m_desk;
    TakeId m_take;
};

JudgementPanel::JudgementPanel(GalleryDesk &desk, QWidget *parent)
    : Panel(parent),
      m_desk(desk),
      m_title(new TextLabel({}, TextStyle::Title)),
      m_of(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_stars(new StarsField(22)),
      m_checks(new CheckRows),
      m_note(new QPlainTextEdit),
      m_chosen(new ChosenCard(desk)),
      m_chosenBox(new QWidget),
      m_compare(new PushButton(tr("Compare"), ControlKind::Quiet)),
      m_askWords(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary)),
      m_chooses(new QCheckBox(tr("Approving makes it the chosen take"))),
      m_reject(new PushButton(tr("Reject"), ControlKind::Danger)),
      m_approve(new PushButton(tr("Approve"), ControlKind::Primary)),
      m_barStars(new StarsField(18)),
      m_barNote(new QLineEdit),
      m_full(new QWidget),
      m_foot(new QWidget)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *full = new QVBoxLayout(m_full);
    full->setContentsMargins(0, 0, 0, 0);
    full->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 10, 12, 10);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_of, 1);
    auto *undo = new IconButton(QStringLiteral("undo"), tr("Take the last verdict back"));
    auto *more = new IconButton(QStringLiteral("more"), tr("More"));
    connect(undo, &QAbstractButton::clicked, this, &JudgementPanel::undoRequested);
    connect(more, &QAbstractButton::clicked, this, [this, more] { Q_EMIT moreRequested(more); });
    head->addWidget(undo);
    head->addWidget(more);
    full->addLayout(head);
    full->addWidget(new Hairline);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(12, 12, 12, 0);
    column->setSpacing(12);
    m_stars->setAccessibleName(tr("Rating"));
    auto *rating = labelled(tr("Rating"), m_stars);
    rating->addSpacing(8);
    rating->addWidget(new TextLabel(tr("keys 1 to 5"), TextStyle::CaptionLight, Ink::Tertiary));
    column->addLayout(rating);
    column->addWidget(m_checks);
    auto *note = new QVBoxLayout;
    note->setSpacing(4);
    note->addLayout(labelled(tr("Note"), new TextLabel(tr("goes into the notes export"), TextStyle::CaptionLight, Ink::Tertiary)));
    m_note->setAccessibleName(tr("Note"));
    m_note->setFixedHeight(66);
    m_note->setTabChangesFocus(true);
    m_note->setPlaceholderText(tr("What is right, what is wrong"));
    m_note->installEventFilter(this);
    note->addWidget(m_note);
    auto *words = new QWidget;
    auto *flow = new FlowLayout(words, 4);
    for (const QString &word : {tr("too fast"), tr("flicker"), tr("wrong colour"), tr("off subject"), tr("great")}) {
        auto *chip = new Chip(word);
        chip->setCheckable(true);
        connect(chip, &QAbstractButton::clicked, this, [this, word] { addWord(word); });
        flow->addWidget(chip);
        m_words.emplace_back(word, chip);
    }
    note->addWidget(words);
    column->addLayout(note);
    auto *chosen = new QVBoxLayout(m_chosenBox);
    chosen->setContentsMargins(0, 0, 0, 0);
    chosen->setSpacing(4);
    m_compare->setButtonSize(ButtonSize::Small);
    m_compare->setKeyCaps(QStringLiteral("C"));
    chosen->addLayout(labelled(tr("Chosen now"), m_compare));
    chosen->addWidget(m_chosen);
    column->addWidget(m_chosenBox);
    auto *ask = new QVBoxLayout;
    ask->setSpacing(4);
    ask->addLayout(labelled(tr("Ask for another"), nullptr));
    auto *asks = new QHBoxLayout;
    asks->setSpacing(4);
    for (const auto &[text, what] : {std::pair(tr("New seed"), Ask::NewSeed), std::pair(tr("Less motion"), Ask::LessMotion),
                                     std::pair(tr("Other server"), Ask::OtherServer)}) {
        auto *button = new PushButton(text);
        button->setButtonSize(ButtonSize::Small);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, [this, what] { Q_EMIT asked(what); });
        asks->addWidget(button, 1);
    }
    ask->addLayout(asks);
    m_askWords->setWrap(true);
    ask->addWidget(m_askWords);
    column->addLayout(ask);
    full->addLayout(column);
    full->addStretch(1);
    outer->addWidget(m_full, 1);

    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(12, 6, 12, 12);
    foot->setSpacing(8);
    auto *chooses = new QHBoxLayout;
    chooses->setContentsMargins(12, 0, 12, 0);
    m_chooses->setChecked(true);
    chooses->addWidget(m_chooses);
    full->addLayout(chooses);
    m_reject->setButtonSize(ButtonSize::Hero);
    m_reject->setIconName(QStringLiteral("close"));
    m_reject->setKeyCaps(QStringLiteral("X"));
    m_reject->setFixedWidth(116);
    m_approve->setButtonSize(ButtonSize::Hero);
    m_approve->setIconName(QStringLiteral("check"));
    m_approve->setKeyCaps(tr("Enter"));
    m_approve->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_barStars->setAccessibleName(tr("Rating"));
    m_barNote->setAccessibleName(tr("Note"));
    m_barNote->setPlaceholderText(tr("Note"));
    m_barStars->hide();
    m_barNote->hide();
    foot->addWidget(m_barStars);
    foot->addWidget(m_barNote, 2);
    connect(m_barStars, &StarsField::rated, this, [this](int stars) {
        if (!m_take.isEmpty())
            m_desk.rate({m_take}, stars);
    });
    connect(m_barNote, &QLineEdit::editingFinished, this, [this] {
        // The first line; what was written below it in a larger window stays.
        QStringList lines = m_note->toPlainText().split(u'\n');
        lines.front() = m_barNote->text();
        m_note->setPlainText(lines.join(u'\n'));
        keepNote();
    });
    foot->addWidget(m_reject);
    foot->addWidget(m_approve, 1);
    outer->addWidget(m_foot);

    m_keep.setSingleShot(true);
    m_keep.setInterval(kKeepMs);
    connect(&m_keep, &QTimer::timeout, this, &JudgementPanel::keepNote);
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
        refreshWords();
        m_keep.start();
    });
    connect(m_stars, &StarsField::rated, this, [this](int stars) {
        if (!m_take.isEmpty())
            m_desk.rate({m_take}, stars);
    });
    connect(m_compare, &QPushButton::clicked, this, &JudgementPanel::compareRequested);
    connect(m_approve, &QPushButton::clicked, this, &JudgementPanel::approveRequested);
    connect(m_reject, &QPushButton::clicked, this, &JudgementPanel::rejectRequested);
}

bool JudgementPanel::choosesToo() const
{
    return m_chooses->isChecked();
}

void JudgementPanel::show(const TakeId &take)
{
    if (take != m_take)
        keepNote();
    const bool isNew = take != m_take;
    m_take = take;
    const GalleryItem *item = m_desk.item(take);
    setEnabled(item != nullptr);
    if (!item) {
        m_title->setText(tr("Nothing to look at"));
        m_of->setText({});
        return;
    }
    m_title->setText(GalleryDesk::takeTitle(*item));
    m_of->setText(item->clipName.isEmpty() ? GalleryDesk::shotTitle(*item) : tr("of %1").arg(GalleryDesk::shotTitle(*item)));
    m_stars->setRating(item->take.rating);
    m_barStars->setRating(item->take.rating);
    if (!m_barNote->hasFocus())
        m_barNote->setText(item->take.notes.section(u'\n', 0, 0));
    m_checks->show(item->take);
    if (isNew || (!m_note->hasFocus() && !m_keep.isActive())) {
        const QSignalBlocker quiet(m_note);
        m_note->setPlainText(item->take.notes);
        refreshWords();
    }
    TakeId chosen;
    if (m_desk.session() && !item->isLoose()) {
        for (const timeline::Clip &clip : m_desk.session()->timeline().clips) {
            if (timeline::hasTake(clip, item->take))
                chosen = item->take.isVideo() ? clip.selectedVideo : clip.selectedImage;
            if (!chosen.isEmpty())
                break;
        }
    }
    m_chosen->show(chosen);
    m_compare->setEnabled(!chosen.isEmpty() && chosen != take);
    m_chosenBox->setVisible(!item->isLoose());
    m_chooses->setEnabled(!item->isLoose());
    m_approve->setText(item->take.verdict == timeline::TakeVerdict::Approved ? tr("Approved") : tr("Approve"));
    m_reject->setText(item->take.verdict == timeline::TakeVerdict::Rejected ? tr("Rejected") : tr("Reject"));
}

void JudgementPanel::keepNote()
{
    m_keep.stop();
    const GalleryItem *item = m_desk.item(m_take);
    const QString note = m_note->toPlainText().trimmed();
    if (item && note != item->take.notes)
        m_desk.setNote(m_take, note);
}

void JudgementPanel::addWord(const QString &word)
{
    QStringList lines = m_note->toPlainText().split(u'\n');
    QString &last = lines.last();
    const QString text = m_note->toPlainText();
    if (text.contains(word, Qt::CaseInsensitive)) {
        // A second press takes it out again.
        QString without = text;
        without.replace(QStringLiteral(", ") + word, QString(), Qt::CaseInsensitive);
        without.replace(word + QStringLiteral(", "), QString(), Qt::CaseInsensitive);
        without.remove(word, Qt::CaseInsensitive);
        m_note->setPlainText(without.trimmed());
    } else {
        last = last.trimmed().isEmpty() ? word : last.trimmed() + QStringLiteral(", ") + word;
        m_note->setPlainText(lines.join(u'\n'));
    }
    keepNote();
}

void JudgementPanel::refreshWords()
{
    const QString note = m_note->toPlainText();
    for (const auto &[word, chip] : m_words)
        chip->setChecked(note.contains(word, Qt::CaseInsensitive));
}

void JudgementPanel::setAskWords(const QString &words)
{
    m_askWords->setText(words);
}

void JudgementPanel::setCompact(bool compact)
{
    m_full->setVisible(!compact);
    m_barStars->setVisible(compact);
    m_barNote->setVisible(compact);
    m_foot->layout()->setContentsMargins(12, compact ? 8 : 6, 12, compact ? 8 : 12);
    m_reject->setFixedWidth(compact ? 108 : 116);
}

bool JudgementPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_note && event->type() == QEvent::FocusOut)
        keepNote();
    if (watched == m_note && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (key->key() == Qt::Key_Escape || (isEnter && key->modifiers() & Qt::ControlModifier)) {
            keepNote();
            if (parentWidget())
                parentWidget()->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return Panel::eventFilter(watched, event);
}

} // namespace sc::ui
