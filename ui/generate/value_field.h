// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;
class QSlider;

namespace sc::ui {

class PushButton;
class TextLabel;

// A number with its name, the value to type at the right above, and a slider. What lies outside is kept and refused with the range, and
// the nearest value that fits is offered: nothing is clamped unasked. A double click on the name takes the preset's value.
class ValueField : public QWidget
{
    Q_OBJECT

public:
    struct Range
    {
        double least = 0;
        double most = 1;
        double step = 0.01;
        int decimals = 2;
        double sliderMost = 0; // where the slider ends; 0: at `most`
    };
    ValueField(const QString &label, const Range &range, QWidget *parent = nullptr);

    void setValue(double value, bool isOwn); // quiet; isOwn: the shot sets it itself
    void setHint(const QString &hint);       // tertiary, left of the value: "2.04 s"
    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] bool isWrong() const;
    [[nodiscard]] PushButton *offer() const { return m_offer; }

Q_SIGNALS:
    void committed(double value);
    void resetRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void takeText();
    void accept(double value);
    void showWrong(const QString &sentence, double offered);
    [[nodiscard]] QString textOf(double value) const;
    [[nodiscard]] double sliderEnd() const { return m_range.sliderMost > 0 ? m_range.sliderMost : m_range.most; }

    Range m_range;
    double m_value = 0;
    TextLabel *m_label;
    TextLabel *m_hint;
    QLineEdit *m_edit;
    QSlider *m_slider;
    TextLabel *m_problem;
    PushButton *m_offer;
    QWidget *m_wrong;
    double m_offered = 0;
};

} // namespace sc::ui
