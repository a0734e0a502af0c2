// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QJsonObject>
#include <QtWidgets/QWidget>

#include <map>
#include <span>

class QLineEdit;

namespace sc::ui {

// A grid of fields over the parameters of a request or a preset, empty where nothing is set.
class ParamFields : public QWidget
{
    Q_OBJECT

public:
    struct Field
    {
        const char *key;
        const char *label; // QT_TRANSLATE_NOOP("sc::ui::ParamFields", ...)
        bool isText = false;
    };

    ParamFields(std::span<const Field> fields, const QJsonObject &params, int columns, const QString &placeholder,
                QWidget *parent = nullptr);

    // Further cells of the same grid, behind the fields.
    void addCell(const QString &label, QWidget *cell);
    // What stands in the fields over what was given: what nobody touched is as it was to the last digit, what was emptied is
    // gone, a seed in words is the number of those words. INVALID_PARAMETER with the key as its entity.
    [[nodiscard]] Result<QJsonObject> params() const;
    [[nodiscard]] QLineEdit *field(const QString &key) const { return m_edits.at(key); }
    // To the field that a problem is about; nothing when it is about none.
    void focusFor(const Problem &problem);

private:
    std::span<const Field> m_fields;
    QJsonObject m_params;
    int m_columns;
    int m_cells = 0;
    std::map<QString, QLineEdit *> m_edits;
};

} // namespace sc::ui
