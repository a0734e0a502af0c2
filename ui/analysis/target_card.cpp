// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/target_card.h"

#include "core/library/library.h"
#include "ui/analysis/more_measures.h"
#include "ui/analysis/music_words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/music_marks.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/skeleton.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyle>

#include <cmath>

namespace sc::ui {

namespace {

constexpr int kRow = 22;
constexpr int kInset = 11;
constexpr double kNear = 1; // dB: as good as there
constexpr int kFormWidth = 264;

QString signedDecibels(double value)
{
    return TargetCard::tr("%1%2 dB").arg(value > 0 ? QStringLiteral("+") : QString(), decimals(value, 1));
}

// Name, a warning sign where the peaks would be too high, and the value: a widget of its own, so that it can be cleared
// with its layout.
class TargetRow : public QWidget
{
public:
    TargetRow(const QString &name, const QString &value, Ink ink, bool warns, QWidget *parent) : QWidget(parent), m_warns(warns)
    {
        setFixedHeight(kRow);
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(kInset, 0, kInset, 0);
        layout->setSpacing(4);
        m_name = new TextLabel(name, TextStyle::Caption, Ink::Primary, this);
        layout->addWidget(m_name, 1);
        if (warns)
            layout->addSpacing(16);
        m_value = new TextLabel(value, TextStyle::Caption, ink, this);
        m_value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_value->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        layout->addWidget(m_value);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (!m_warns)
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        drawIconCentred(painter, QStringLiteral("warning"), QRectF(m_value->x() - 18, 0, 14, height()), 12, themeOf(this).semantic.warning);
    }

private:
    TextLabel *m_name;
    TextLabel *m_value;
    bool m_warns;
};

Ink qualityInk(double score)
{
    return score >= 65 ? Ink::Success : score >= 40 ? Ink::Warning : Ink::Danger;
}

} // namespace

TargetCard::TargetCard(AppContext &context, QWidget *parent)
    : Plate(Plate::Level::Card, parent),
      m_context(context),
      m_rows(new QVBoxLayout(this)),
      m_own(audio::ownLoudnessTargetFromText(context.library().setting(audio::kOwnLoudnessSetting)))
{
    m_rows->setContentsMargins(0, 4, 0, 6);
    m_rows->setSpacing(0);
}

void TargetCard::setAnalysis(const audio::Analysis &analysis, bool isPartial)
{
    m_facts = {};
    m_facts.integratedLufs = analysis.integratedLufs;
    m_facts.truePeakDbtp = analysis.truePeakDbtp;
    m_facts.quality = analysis.quality;
    m_partial = isPartial;
    fill();
}

QString TargetCard::adviceWords(const audio::LoudnessAdvice &advice)
{
    const audio::LoudnessTarget &target = advice.target;
    const QString words =
        tr("%1 asks for %2 LUFS with peaks under %3 dBTP: %4.")
            .arg(target.name, QLocale().toString(target.lufs), decimals(target.peakDbtp, 1), signedDecibels(advice.gainDb));
    if (advice.fitsPeak)
        return words + u' ' + tr("The peaks stay under it, at %1 dBTP.").arg(decimals(advice.peakAfterDbtp, 1));
    return words + u' ' +
           tr("Peaks would reach %1 dBTP; without a limiter only %2 are possible.")
               .arg(decimals(advice.peakAfterDbtp, 1), signedDecibels(advice.largestGainDb));
}

void TargetCard::addTarget(const audio::LoudnessTarget &target)
{
    const auto advice = audio::adviseLoudness(m_facts, target);
    if (!advice)
        return;
    auto *row = new TargetRow(QStringLiteral("%1 %2").arg(target.name, QLocale().toString(target.lufs)), signedDecibels(advice->gainDb),
                              std::abs(advice->gainDb) > kNear ? Ink::Warning : Ink::Success, !advice->fitsPeak, this);
    row->setToolTip(adviceWords(*advice));
    row->setAccessibleName(adviceWords(*advice));
    m_rows->addWidget(row);
}

void TargetCard::fill()
{
    clearLayout(m_rows);
    auto *head = new QWidget(this);
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(kInset, 0, 4, 0);
    headRow->addWidget(new TextLabel(tr("Against targets"), TextStyle::Caption, Ink::Secondary, head), 1);
    auto *own = new IconButton(m_own ? QStringLiteral("settings") : QStringLiteral("plus"), tr("A target of my own"), head);
    m_ownButton = own;
    own->setSide(24);
    own->setIconSize(13);
    connect(own, &QAbstractButton::clicked, this, &TargetCard::openOwnTarget);
    headRow->addWidget(own);
    m_rows->addWidget(head);
    if (m_partial && !m_facts.integratedLufs) {
        auto *place = new QWidget(this);
        auto *inner = new QHBoxLayout(place);
        inner->setContentsMargins(kInset, 0, kInset, 0);
        inner->addWidget(new SkeletonLines(6, place));
        m_rows->addWidget(place);
    } else if (!m_facts.integratedLufs) {
        m_rows->addWidget(new TargetRow(tr("silence"), {}, Ink::Tertiary, false, this));
    } else {
        if (m_own)
            addTarget(*m_own);
        for (const audio::LoudnessTarget &target : audio::loudnessTargets())
            addTarget(target);
    }
    m_rows->addStretch();
    if (!m_facts.quality.score)
        return;
    auto *line = new QWidget(this);
    auto *lineRow = new QHBoxLayout(line);
    lineRow->setContentsMargins(kInset, 4, kInset, 3);
    lineRow->addWidget(new Hairline(line));
    m_rows->addWidget(line);
    const double score = *m_facts.quality.score;
    QStringList notes;
    for (const MeasureRow &row : qualityRows(m_facts))
        notes << QStringLiteral("%1: %2").arg(row.name, row.value);
    auto *quality =
        new TargetRow(tr("Quality"), QStringLiteral("%1, %2").arg(decimals(score, 0), qualityTitle(score)), qualityInk(score), false, this);
    quality->setToolTip(notes.join(u'\n'));
    m_rows->addWidget(quality);
}

bool TargetCard::setOwnTarget(const std::optional<audio::LoudnessTarget> &target)
{
    if (!reported(m_context, m_context.library().setSetting(audio::kOwnLoudnessSetting, target ? audio::toText(*target) : QString())))
        return false;
    m_own = target;
    fill();
    return true;
}

void TargetCard::openOwnTarget()
{
    auto *popover = new Popover(window(), kFormWidth);
    auto *layout = new QVBoxLayout(popover->plate());
    layout->setContentsMargins(14, 12, 14, 14);
    auto *form = new OwnTargetForm(m_own, popover->plate());
    layout->addWidget(form);
    connect(form, &OwnTargetForm::accepted, this, [this, popover](const audio::LoudnessTarget &target) {
        popover->close();
        setOwnTarget(target);
    });
    connect(form, &OwnTargetForm::removed, this, [this, popover] {
        popover->close();
        setOwnTarget({});
    });
    popover->openAt(m_ownButton, form->lufs());
}

OwnTargetForm::OwnTargetForm(const std::optional<audio::LoudnessTarget> &target, QWidget *parent)
    : QWidget(parent),
      m_lufs(new QLineEdit(decimals(target ? target->lufs : -14, 1), this)),
      m_peak(new QLineEdit(decimals(target ? target->peakDbtp : -1, 1), this)),
      m_rule(new TextLabel(tr("Loudness of the whole song, and how high its true peak may be."), TextStyle::Caption, Ink::Secondary, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(new TextLabel(tr("A target of my own"), TextStyle::BodyStrong, Ink::Primary, this));
    auto *fields = new QHBoxLayout;
    fields->setSpacing(8);
    for (const auto &[field, unit] : {std::pair(m_lufs, tr("LUFS")), std::pair(m_peak, tr("dBTP"))}) {
        field->setFixedWidth(62);
        field->setFont(themeOf(this).fonts.valueMono);
        fields->addWidget(field);
        auto *word = new TextLabel(unit, TextStyle::Caption, Ink::Secondary, this);
        word->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        fields->addWidget(word);
        connect(field, &QLineEdit::returnPressed, this, &OwnTargetForm::commit);
    }
    m_lufs->setAccessibleName(tr("Loudness in LUFS"));
    m_peak->setAccessibleName(tr("Limit of the true peak in dBTP"));
    fields->addStretch();
    column->addLayout(fields);
    m_rule->setWrap(true);
    column->addWidget(m_rule);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    if (target) {
        auto *remove = new PushButton(tr("Remove"), ControlKind::Default, this);
        connect(remove, &QAbstractButton::clicked, this, &OwnTargetForm::removed);
        buttons->addWidget(remove);
    }
    auto *keep = new PushButton(tr("Keep"), ControlKind::Primary, this);
    connect(keep, &QAbstractButton::clicked, this, &OwnTargetForm::commit);
    buttons->addWidget(keep);
    column->addLayout(buttons);
}

void OwnTargetForm::commit()
{
    const QLocale locale;
    const auto number = [&](const QLineEdit *field) {
        QString text = field->text().trimmed();
        text.replace(QChar(0x2212), u'-'); // a minus as it is printed
        bool good = false;
        const double value = locale.toDouble(text, &good);
        return good ? value : std::nan("");
    };
    const auto target = audio::ownLoudnessTarget(number(m_lufs), number(m_peak));
    if (target) {
        Q_EMIT accepted(*target);
        return;
    }
    m_rule->setText(target.error().text());
    m_rule->setInk(Ink::Danger);
    m_lufs->setProperty("wrong", !audio::ownLoudnessTarget(number(m_lufs), -1));
    m_peak->setProperty("wrong", !audio::ownLoudnessTarget(-14, number(m_peak)));
    for (QLineEdit *field : {m_lufs, m_peak})
        field->update();
}

} // namespace sc::ui
