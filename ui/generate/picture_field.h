// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QMenu;

namespace sc::ui {

class GenerateDesk;
class PickerField;

// One picture that a request needs: from a file, from take A, from the shot's chosen picture, or none. Sets one key of the parameters, or a
// key inside of one ("control.image", "face_swap.face_image").
class PictureField : public QWidget
{
    Q_OBJECT

public:
    PictureField(GenerateDesk &desk, const QString &label, QString key, QWidget *parent = nullptr);
    void refresh();
    // Copies the file into the project and names it. A file that is no picture is refused with the reason; one that is too large asks.
    void takeFile(const QString &file, bool anySize = false);

private:
    void openMenu();
    void set(const QString &value);
    [[nodiscard]] QString current() const;

    GenerateDesk &m_desk;
    QString m_label;
    QString m_key;
    PickerField *m_field;
};

} // namespace sc::ui
