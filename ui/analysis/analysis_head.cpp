// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/analysis_head.h"

#include "ui/analysis/music_words.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QMenu>
#include <QtWidgets/QWidgetAction>

namespace sc::ui {

namespace {

// A sentence on a card with a warning sign before it.
class NotePlate : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(space::kPadding, 0, -space::kPadding, -4);
        drawCard(painter, box, theme, radius::kSegment);
        drawIconCentred(painter, QStringLiteral("warning"), QRectF(box.left() + 8, box.top(), 16, 26), 15, theme.semantic.warning);
    }
};

} // namespace

AnalysisHead::AnalysisHead(QWidget *parent)
    : QWidget(parent),
      m_mode(new Segment({{tr("Bands"), {}}, {tr("RMS"), {}}, {tr("Stereo"), {}}}, this)),
      m_title(new TextLabel({}, TextStyle::Title, Ink::Primary, this)),
      m_details(new TextLabel({}, TextStyle::Control, Ink::Secondary, this)),
      m_again(new PushButton(tr("Re-analyse"), ControlKind::Default, this)),
      m_levels(new IconButton(QStringLiteral("chevron-down"), tr("How thoroughly to listen"), this)),
      m_work(new QWidget(this)),
      m_progress(new ProgressBar(m_work)),
      m_share(new TextLabel({}, TextStyle::Caption, Ink::Secondary, m_work)),
      m_compare(new PushButton({}, ControlKind::Quiet, this)),
      m_facts(new PushButton(tr("Facts"), ControlKind::Default, this)),
      m_notePlace(new NotePlate(this)),
      m_notes(new TextLabel({}, TextStyle::Caption, Ink::Warning, m_notePlace))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kPadding, 6, space::kPadding, 6);
    head->setSpacing(8);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    head->addWidget(m_title);
    head->addWidget(m_details, 1);

    m_mode->setAccessibleName(tr("How the waveform is drawn"));
    connect(m_mode, &Segment::currentChanged, this, [this](int part) { Q_EMIT modeChosen(WaveMode(part)); });
    head->addWidget(m_mode);

    auto *workRow = new QHBoxLayout(m_work);
    workRow->setContentsMargins(0, 0, 0, 0);
    workRow->setSpacing(8);
    m_share->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_progress->setFixedWidth(110);
    auto *cancel = new PushButton(tr("Cancel"), ControlKind::Default, m_work);
    cancel->setButtonSize(ButtonSize::Small);
    connect(cancel, &QAbstractButton::clicked, this, &AnalysisHead::cancelRequested);
    workRow->addWidget(m_share);
    workRow->addWidget(m_progress);
    workRow->addWidget(cancel);
    m_work->hide();
    head->addWidget(m_work);

    auto *again = new QHBoxLayout;
    again->setSpacing(1);
    m_again->setButtonSize(ButtonSize::Small);
    m_again->setIconName(QStringLiteral("stale"));
    m_again->setToolTip(tr("Listens to the song once more, as thoroughly as before"));
    connect(m_again, &QAbstractButton::clicked, this, [this] { Q_EMIT analyseRequested({}); });
    m_levels->setSide(size::kControlSmall);
    m_levels->setIconSize(14);
    connect(m_levels, &QAbstractButton::clicked, this, &AnalysisHead::openLevels);
    again->addWidget(m_again);
    again->addWidget(m_levels);
    head->addLayout(again);

    m_compare->setButtonSize(ButtonSize::Small);
    m_compare->setToolTip(tr("What this analysis says otherwise than an earlier one"));
    m_compare->hide();
    connect(m_compare, &QAbstractButton::clicked, this, &AnalysisHead::compareRequested);
    head->addWidget(m_compare);
    auto *carry = new IconButton(QStringLiteral("export"), tr("Export what was heard"), this);
    carry->setSide(size::kControlSmall);
    carry->setIconSize(15);
    connect(carry, &QAbstractButton::clicked, this,
            [this, carry] { Q_EMIT exportRequested(carry->mapToGlobal(QPoint(carry->width(), carry->height() + 4))); });
    head->addWidget(carry);
    m_facts->setButtonSize(ButtonSize::Small);
    m_facts->setIconName(QStringLiteral("columns"));
    m_facts->setToolTip(tr("What the song is: tempo, key, mood and more"));
    m_facts->hide();
    connect(m_facts, &QAbstractButton::clicked, this, &AnalysisHead::factsRequested);
    head->addWidget(m_facts);
    column->addLayout(head);

    auto *noteRow = new QHBoxLayout(m_notePlace);
    noteRow->setContentsMargins(space::kPadding + 30, 0, space::kPadding + 8, 4);
    noteRow->addWidget(m_notes);
    m_notePlace->setFixedHeight(30);
    m_notePlace->hide();
    column->addWidget(m_notePlace);
}

void AnalysisHead::setMode(WaveMode mode)
{
    m_mode->setCurrent(int(mode));
}

void AnalysisHead::setSong(const QString &title, const QString &details)
{
    m_title->setText(title);
    m_details->setText(details);
}

void AnalysisHead::setProgress(std::optional<double> fraction)
{
    m_work->setVisible(fraction.has_value());
    m_again->setVisible(!fraction);
    m_levels->setVisible(!fraction);
    if (!fraction)
        return;
    m_progress->setFraction(*fraction);
    m_share->setText(*fraction >= 0 ? tr("Listening, %1").arg(percent(*fraction)) : tr("Waiting"));
    m_share->updateGeometry();
}

void AnalysisHead::setEarlier(const QString &when)
{
    m_compare->setVisible(!when.isEmpty());
    m_compare->setText(tr("Compare with %1").arg(when));
    m_compare->updateGeometry();
}

void AnalysisHead::setNotes(const QStringList &sentences)
{
    m_notePlace->setVisible(!sentences.isEmpty());
    m_notes->setText(sentences.join(u' '));
}

void AnalysisHead::setFactsButton(bool shown)
{
    m_facts->setVisible(shown);
}

void AnalysisHead::openLevels()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    using audio::AnalysisLevel;
    const std::pair<AnalysisLevel, QString> levels[] = {{AnalysisLevel::Quick, tr("Quick: tempo, beats, key, loudness")},
                                                        {AnalysisLevel::Standard, tr("Standard: also sections, mood, labels")},
                                                        {AnalysisLevel::Detailed, tr("Detailed: also chords, groove, spectrum")}};
    for (const auto &[level, text] : levels)
        menu->addAction(text, this, [this, level = level] { Q_EMIT analyseRequested({.level = level}); });
    menu->addSeparator();
    menu->addAction(tr("Choose..."), this, &AnalysisHead::openCustom);
    menu->addSeparator();
    menu->addAction(tr("A model of my own for labels..."), this, &AnalysisHead::modelRequested);
    menu->popup(m_again->mapToGlobal(QPoint(0, m_again->height() + 4)));
}

void AnalysisHead::openCustom()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *page = new QWidget(menu);
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(14, 10, 14, 10);
    rows->setSpacing(6);
    rows->addWidget(new TextLabel(tr("What to listen for"), TextStyle::BodyStrong, Ink::Primary, page));
    std::vector<std::pair<audio::Feature, QCheckBox *>> boxes;
    const audio::Features usual = audio::featuresOf(audio::AnalysisLevel::Standard);
    for (const audio::Feature feature : allFeatures()) {
        auto *box = new QCheckBox(featureTitle(feature), page);
        box->setChecked(usual.testFlag(feature));
        rows->addWidget(box);
        boxes.emplace_back(feature, box);
    }
    auto *note = new TextLabel(tr("Loudness, length and waveform are always measured."), TextStyle::Caption, Ink::Tertiary, page);
    rows->addWidget(note);
    auto *go = new PushButton(tr("Analyse"), ControlKind::Primary, page);
    connect(go, &QAbstractButton::clicked, this, [this, boxes, menu] {
        audio::AnalyzeOptions options{.level = audio::AnalysisLevel::Custom};
        for (const auto &[feature, box] : boxes)
            options.features.setFlag(feature, box->isChecked());
        menu->close();
        Q_EMIT analyseRequested(options);
    });
    rows->addWidget(go, 0, Qt::AlignRight);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(page);
    menu->addAction(action);
    menu->popup(m_again->mapToGlobal(QPoint(0, m_again->height() + 4)));
    boxes.front().second->setFocus(Qt::OtherFocusReason);
}

} // namespace sc::ui
