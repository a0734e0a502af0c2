// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_form.h"

#include "core/base/timecode.h"
#include "core/render/export_job.h"
#include "ui/theme/theme.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr auto kKey = "exportKey"; // property of a field: what it is about

// Where the options say nothing, the first choice holds.
bool isChosen(const QJsonObject &options, const ExportField &field, const QJsonValue &value)
{
    if (!value.isObject()) {
        const QJsonValue now = options.value(field.key);
        return now == value;
    }
    const QJsonObject parts = value.toObject();
    const QJsonObject usual = field.options.front().value.toObject();
    return std::ranges::all_of(parts.keys(), [&](const QString &key) {
        const bool isSilent =
            field.key == u"loudness" && parts.value(QStringLiteral("loudness")).toString() == u"asis" && key != u"loudness";
        return isSilent || options.value(key) == parts.value(key) || (!options.contains(key) && parts.value(key) == usual.value(key));
    });
}

int chosenIndex(const QJsonObject &options, const ExportField &field)
{
    for (size_t i = 0; i < field.options.size(); ++i) {
        if (isChosen(options, field, field.options[i].value))
            return static_cast<int>(i);
    }
    return options.contains(field.key) ? -1 : 0;
}

} // namespace

ExportForm::ExportForm(QWidget *parent) : QWidget(parent), m_fields(new QGridLayout), m_checks(new QHBoxLayout)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 14, 0, 0);
    rows->setSpacing(14);
    m_fields->setHorizontalSpacing(space::kPadding);
    m_fields->setVerticalSpacing(10);
    rows->addLayout(m_fields);
    m_checks->setSpacing(space::kPadding * 2);
    rows->addLayout(m_checks);
    rows->addStretch(1);
}

void ExportForm::setExport(const QString &kind, const QJsonObject &options, const timeline::Timeline &timeline)
{
    const bool isSame = kind == m_kind && options == m_options && timeline == m_timeline;
    m_kind = kind;
    m_options = options;
    m_timeline = timeline;
    if (isSame)
        return;
    m_focused.clear();
    rebuild();
}

void ExportForm::setLoop(std::optional<TickRange> loop)
{
    if (loop && loop->length() >= timeline::programLength(m_timeline))
        loop.reset();
    if (loop == m_loop)
        return;
    m_loop = loop;
    m_isLoop = m_isLoop && loop;
    rebuild();
}

void ExportForm::setNarrow(bool narrow)
{
    const int columns = narrow ? 2 : 3;
    if (columns == m_columns)
        return;
    m_columns = columns;
    rebuild();
}

void ExportForm::rebuild()
{
    clearLayout(m_fields);
    clearLayout(m_checks);
    const std::vector<ExportField> fields = exportFields(m_kind, m_options, m_timeline);
    int place = 0;
    for (const ExportField &field : fields) {
        if (field.kind == ExportField::Kind::Choice)
            addChoice(field, place++);
    }
    const render::ExportJobKind *kind = render::findExportJobKind(m_kind);
    if (kind != nullptr && kind->isPictures)
        addRange(place++);
    for (int column = 0; column < 3; ++column)
        m_fields->setColumnStretch(column, column < m_columns ? 1 : 0);
    addChecks(fields);
}

void ExportForm::addChoice(const ExportField &field, int place)
{
    auto *choice = new FieldChoice(field.label);
    choice->setProperty(kKey, field.key);
    choice->setObjectName(field.key);
    std::vector<FieldChoice::Option> options;
    for (const ExportField::Option &option : field.options)
        options.push_back({option.text, {}});
    int current = chosenIndex(m_options, field);
    if (current < 0) {
        // A preset, or the command line, has a value that the list does not: it stays until another is chosen.
        const QJsonValue own = m_options.value(field.key);
        options.push_back({own.isDouble() ? QLocale().toString(own.toDouble()) : own.toVariant().toString(), {}});
        current = static_cast<int>(options.size()) - 1;
    }
    choice->setOptions(std::move(options), current);
    connect(choice, &FieldChoice::currentChanged, this, [this, field](int index) { choose(field, index); });
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(new TextLabel(field.label, TextStyle::Caption, Ink::Secondary));
    column->addWidget(choice);
    m_fields->addLayout(column, place / m_columns, place % m_columns);
    if (field.key == m_focused)
        choice->setFocus();
}

void ExportForm::addRange(int place)
{
    auto *choice = new FieldChoice(tr("Range"));
    choice->setObjectName(QStringLiteral("range"));
    std::vector<FieldChoice::Option> options{{tr("Whole program"), false}};
    if (m_loop)
        options.push_back({tr("Loop, %1 to %2").arg(formatClock(m_loop->start, 0), formatClock(m_loop->end, 0)), true});
    choice->setOptions(std::move(options), m_isLoop ? 1 : 0);
    connect(choice, &FieldChoice::currentChanged, this, [this](int index) {
        m_isLoop = index == 1;
        Q_EMIT changed();
    });
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(new TextLabel(tr("Range"), TextStyle::Caption, Ink::Secondary));
    column->addWidget(choice);
    m_fields->addLayout(column, place / m_columns, place % m_columns);
}

void ExportForm::addChecks(const std::vector<ExportField> &fields)
{
    QStringList groups;
    for (const ExportField &field : fields) {
        if (field.kind == ExportField::Kind::Check && !groups.contains(field.group))
            groups << field.group;
    }
    for (const QString &group : groups) {
        auto *column = new QVBoxLayout;
        column->setSpacing(4);
        column->addWidget(new TextLabel(group, TextStyle::Caption, Ink::Secondary));
        for (const ExportField &field : fields) {
            if (field.kind != ExportField::Kind::Check || field.group != group)
                continue;
            auto *box = new QCheckBox(field.label);
            box->setObjectName(field.key);
            box->setChecked(m_options.value(field.key).toBool(field.isOn));
            connect(box, &QCheckBox::toggled, this, [this, key = field.key](bool on) {
                m_options.insert(key, on);
                Q_EMIT changed();
            });
            auto *row = new QHBoxLayout;
            row->addWidget(box);
            row->addStretch(1);
            if (field.count >= 0)
                row->addWidget(new TextLabel(QLocale().toString(field.count), TextStyle::CaptionLight, Ink::Tertiary));
            column->addLayout(row);
        }
        column->addStretch(1);
        m_checks->addLayout(column, 1);
    }
}

void ExportForm::choose(const ExportField &field, int index)
{
    if (index < 0 || index >= static_cast<int>(field.options.size()))
        return;
    const QJsonValue value = field.options[static_cast<size_t>(index)].value;
    if (value.isObject()) {
        const QJsonObject parts = value.toObject();
        for (auto part = parts.begin(); part != parts.end(); ++part)
            m_options.insert(part.key(), part.value());
    } else {
        m_options.insert(field.key, value);
    }
    m_options = settledOptions(m_kind, m_options, m_timeline);
    m_focused = field.key;
    // Not while the field that was changed is still sending.
    QMetaObject::invokeMethod(this, &ExportForm::rebuild, Qt::QueuedConnection);
    Q_EMIT changed();
}

} // namespace sc::ui
