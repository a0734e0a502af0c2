// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_fields.h"

#include <QtWidgets/QWidget>

class QGridLayout;
class QHBoxLayout;

namespace sc::ui {

// The options of the chosen export: fields three in a row, check marks in columns below. Only what works together is shown;
// it is built anew when a choice changes what goes with it.
class ExportForm : public QWidget
{
    Q_OBJECT

public:
    explicit ExportForm(QWidget *parent = nullptr);

    void setExport(const QString &kind, const QJsonObject &options, const timeline::Timeline &timeline);
    [[nodiscard]] const QJsonObject &options() const { return m_options; }
    // The loop of the timeline, which pictures can be limited to.
    void setLoop(std::optional<TickRange> loop);
    [[nodiscard]] std::optional<TickRange> range() const { return m_isLoop ? m_loop : std::nullopt; }
    void setNarrow(bool narrow); // two fields a row

Q_SIGNALS:
    void changed(); // by the person

private:
    void rebuild();
    void addChoice(const ExportField &field, int place);
    void addRange(int place);
    void addChecks(const std::vector<ExportField> &fields);
    void choose(const ExportField &field, int index);

    QString m_kind;
    QJsonObject m_options;
    timeline::Timeline m_timeline;
    std::optional<TickRange> m_loop;
    bool m_isLoop = false;
    int m_columns = 3;
    QGridLayout *m_fields;
    QHBoxLayout *m_checks;
    QString m_focused; // key of the field that had the keys before it was built anew
};

} // namespace sc::ui
