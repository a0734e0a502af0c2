// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;

namespace sc::ui {

class FlowLayout;

// Words as chips in a well: Enter or a comma adds what was typed, the cross or Backspace takes one away.
class WordChips : public QWidget
{
    Q_OBJECT

public:
    explicit WordChips(const QString &name, QWidget *parent = nullptr);
    void setWords(const QStringList &words); // quiet
    [[nodiscard]] const QStringList &words() const { return m_words; }
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void wordsChanged(const QStringList &words); // by the person

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void takeTyped();
    void tell(const QStringList &words);

    QStringList m_words;
    FlowLayout *m_flow;
    QLineEdit *m_edit;
    bool m_readOnly = false;
};

} // namespace sc::ui
