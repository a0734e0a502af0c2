// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QLineEdit>

#include <optional>

namespace sc::ui {

// A tempo in BPM: typed, or a little more or less with Up and Down (Shift: a whole BPM). What is outside 20..400 is
// marked, kept, and not sent; Esc brings back what was.
class TempoField : public QLineEdit
{
    Q_OBJECT

public:
    explicit TempoField(QWidget *parent = nullptr);
    void setBpm(std::optional<double> bpm); // nothing happens to what is being typed
    [[nodiscard]] bool isWrong() const { return m_wrong; }

Q_SIGNALS:
    void bpmEntered(double bpm);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void commit();
    void showValue();
    void setWrong(bool wrong);

    std::optional<double> m_bpm;
    bool m_touched = false;
    bool m_wrong = false;
};

} // namespace sc::ui
