// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/tempo_field.h"

#include "core/audio/grid_edits.h"
#include "ui/analysis/music_words.h"
#include "ui/theme/theme.h"

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QStyle>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kWidth = 104;
constexpr int kUnitRoom = 38;
constexpr double kStep = 0.01;

} // namespace

TempoField::TempoField(QWidget *parent) : QLineEdit(parent)
{
    setFixedWidth(kWidth);
    setFont(themeOf(this).fonts.valueMono);
    setTextMargins(0, 0, kUnitRoom - 9, 0);
    setAccessibleName(tr("Tempo in beats per minute"));
    setToolTip(tr("Tempo at the playhead, 20 to 400 BPM"));
    connect(this, &QLineEdit::textEdited, this, [this] {
        m_touched = true;
        setWrong(false);
    });
    connect(this, &QLineEdit::returnPressed, this, &TempoField::commit);
}

void TempoField::setBpm(std::optional<double> bpm)
{
    m_bpm = bpm;
    if (!m_touched || !hasFocus())
        showValue();
}

void TempoField::showValue()
{
    m_touched = false;
    setWrong(false);
    const QString text = m_bpm ? decimals(*m_bpm, 2) : QString();
    if (this->text() != text)
        setText(text);
    setPlaceholderText(m_bpm ? QString() : tr("none"));
}

void TempoField::setWrong(bool wrong)
{
    if (m_wrong == wrong)
        return;
    m_wrong = wrong;
    setProperty("wrong", wrong);
    setAccessibleDescription(wrong ? tr("A tempo lies between 20 and 400 BPM") : QString());
    setToolTip(wrong ? tr("A tempo lies between 20 and 400 BPM, for example 118.00") : tr("Tempo at the playhead, 20 to 400 BPM"));
    update();
}

void TempoField::commit()
{
    if (!m_touched)
        return;
    bool good = false;
    double bpm = QLocale().toDouble(text(), &good);
    if (!good)
        bpm = QLocale::c().toDouble(text(), &good);
    if (!good || bpm < audio::kLowestBpm || bpm > audio::kHighestBpm) {
        setWrong(true);
        return;
    }
    m_touched = false;
    setWrong(false);
    Q_EMIT bpmEntered(bpm);
}

void TempoField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        showValue();
        clearFocus();
    } else if ((event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) && m_bpm) {
        const double step = (event->modifiers() & Qt::ShiftModifier) ? 1 : kStep;
        m_touched = false;
        Q_EMIT bpmEntered(std::clamp(*m_bpm + (event->key() == Qt::Key_Up ? step : -step), audio::kLowestBpm, audio::kHighestBpm));
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void TempoField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (!m_wrong)
        commit();
}

void TempoField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.tertiary);
    painter.drawText(rect().adjusted(0, 0, -9, 0), Qt::AlignRight | Qt::AlignVCenter, tr("BPM"));
}

} // namespace sc::ui
