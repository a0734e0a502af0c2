// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QVariant>
#include <QtWidgets/QAbstractButton>

#include <vector>

namespace sc::ui {

// A field with a chevron: one of several values, chosen from a menu of the same width whose current row has a check.
// Up and Down change it without opening.
class FieldChoice : public QAbstractButton
{
    Q_OBJECT

public:
    struct Option
    {
        QString text;
        QVariant value;
    };

    explicit FieldChoice(const QString &accessibleName, QWidget *parent = nullptr);

    void setOptions(std::vector<Option> options, int current = 0);
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] QVariant value() const;
    void setCurrent(int index); // sends currentChanged when it differs
    void setValue(const QVariant &value);
    void setHint(const QString &hint); // tertiary, right
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void openMenu();

    std::vector<Option> m_options;
    QString m_name;
    QString m_hint;
    int m_current = -1;
};

} // namespace sc::ui
