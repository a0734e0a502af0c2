// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/param_fields.h"

#include "core/comfy/generation_params.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>

namespace sc::ui {

namespace {

QString shown(const QJsonValue &value)
{
    return value.isString() ? value.toString() : value.isDouble() ? QString::number(value.toDouble(), 'g', 17) : QString();
}

} // namespace

ParamFields::ParamFields(std::span<const Field> fields, const QJsonObject &params, int columns, const QString &placeholder, QWidget *parent)
    : QWidget(parent), m_fields(fields), m_params(params), m_columns(columns)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    for (const Field &field : m_fields) {
        auto *edit = new QLineEdit(shown(m_params.value(QLatin1String(field.key))));
        edit->setPlaceholderText(placeholder);
        m_edits[QLatin1String(field.key)] = edit;
        addCell(tr(field.label), edit);
    }
}

void ParamFields::addCell(const QString &label, QWidget *cell)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary));
    column->addWidget(cell);
    cell->setAccessibleName(label);
    static_cast<QGridLayout *>(layout())->addLayout(column, m_cells / m_columns, m_cells % m_columns);
    ++m_cells;
}

Result<QJsonObject> ParamFields::params() const
{
    QJsonObject params = m_params; // what has no field here stays
    for (const Field &field : m_fields) {
        const QLatin1String key(field.key);
        const QString text = m_edits.at(key)->text().trimmed();
        if (text == shown(m_params.value(key)))
            continue;
        bool isNumber = false;
        const double number = text.toDouble(&isNumber);
        const bool isSeed = key == QLatin1String("seed");
        if (text.isEmpty())
            params.remove(key);
        else if (field.isText)
            params.insert(key, text);
        else if (isSeed)
            params.insert(key, isNumber ? QJsonValue(text.toLongLong()) : QJsonValue(comfy::seedFromText(text)));
        else if (isNumber)
            params.insert(key, number);
        else
            return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("%1 is a number, for example 20.").arg(tr(field.label)))
                                       .withEntity(QStringLiteral("field"), key));
    }
    return params;
}

void ParamFields::focusFor(const Problem &problem)
{
    if (const auto edit = m_edits.find(problem.entity()); edit != m_edits.end())
        edit->second->setFocus();
}

} // namespace sc::ui
