// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/family.h"

#include <QtCore/QSize>
#include <QtWidgets/QWidget>

class QLineEdit;

namespace sc::ui {

class GenerateDesk;
class PushButton;
class TextLabel;

// A size of about as many pixels as `base` in the shape width:height, on the family's grid, sides from 64 to 4096. Pure.
[[nodiscard]] QSize sizeOfShape(QSize base, int width, int height, int step);

// Six shapes as buttons, the two sides to type; what does not lie on the model's grid is rounded and said.
class SizeRow : public QWidget
{
    Q_OBJECT

public:
    explicit SizeRow(GenerateDesk &desk, QWidget *parent = nullptr);
    void refresh();
    [[nodiscard]] QLineEdit *widthEdit() const { return m_width; }
    [[nodiscard]] QLineEdit *heightEdit() const { return m_height; }
    [[nodiscard]] QString message() const; // what was said last

private:
    void takeShape(int index);
    void takeTyped();
    void say(const QString &sentence, bool isWrong);

    GenerateDesk &m_desk;
    std::vector<PushButton *> m_shapes;
    QLineEdit *m_width;
    QLineEdit *m_height;
    TextLabel *m_said;
};

} // namespace sc::ui
