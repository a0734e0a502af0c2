// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/family.h"
#include "core/generation/model_catalog.h"

#include <QtWidgets/QAbstractButton>

#include <functional>

namespace sc::ui {

class GenerateDesk;

// A field that opens something to pick from: a dot for the state, a value, a hint in tertiary, a chevron.
class PickerField : public QAbstractButton
{
    Q_OBJECT

public:
    explicit PickerField(const QString &accessibleName, QWidget *parent = nullptr);
    void setValue(const QString &value, const QString &hint, const QColor &dot = {});
    [[nodiscard]] QString value() const { return m_value; }
    [[nodiscard]] QString hint() const { return m_hint; }
    [[nodiscard]] QSize sizeHint() const override { return {160, 28}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QString m_value;
    QString m_hint;
    QColor m_dot;
};

// One line of the list of models.
struct PickableModel
{
    QString family;
    QString model; // empty: the first of the family that the server has
    QString title;
    QString detail; // family, servers that have it
    bool isFavourite = false;
    bool isThere = true;     // some active server has it
    bool makesOther = false; // the family makes the other kind
    bool operator==(const PickableModel &) const = default;
};
// Every family that makes the kind, with "the first that fits" and the models of it; favourites first, other kinds last. Pure.
[[nodiscard]] std::vector<PickableModel> pickableModels(const std::vector<generation::ModelRecord> &models, comfy::MediaKind kind);
// Those whose name, family or server hold the words.
[[nodiscard]] bool matches(const PickableModel &model, const QString &words);

// The list itself, with search and a choice of family; takes the chosen one into the shot.
void openModelPicker(GenerateDesk &desk, QWidget *window, QWidget *anchor);
// A list of files of one kind (LoRAs) with their servers; `isOther`: of another family than the shot's.
void openFilePicker(GenerateDesk &desk, generation::ModelKind kind, QWidget *window, QWidget *anchor,
                    const std::function<void(const QString &name)> &take);
// The family that the file was made for, by its name; empty: cannot be told.
[[nodiscard]] QString familyOfFile(const QString &name);

} // namespace sc::ui
