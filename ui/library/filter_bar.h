// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/filter_editors.h"

#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <functional>

namespace sc::ui {

class FlowLayout;
class Popover;

// The filters of the library as chips: press one to change it, its cross takes it away, "+ Filter" adds another. The
// usual ones wait as outlined chips.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    using Facts = std::function<FilterFacts()>; // asked when an editor opens
    explicit FilterBar(Facts facts, QWidget *parent = nullptr);

    void setQuery(const library::TrackQuery &query); // quiet; text, sort and collection are not the bar's
    [[nodiscard]] const library::TrackQuery &query() const { return m_query; }
    void openEditor(FilterKind kind);
    [[nodiscard]] FilterEditor *editor() const { return m_editor; } // null: none is open
    void closeEditor();

Q_SIGNALS:
    void queryEdited(const sc::library::TrackQuery &query);
    void said(const QString &sentence);

private:
    void rebuild();
    void openMenu(QWidget *from);
    void take(const library::TrackQuery &query);
    [[nodiscard]] QWidget *chipOf(FilterKind kind) const;

    Facts m_facts;
    library::TrackQuery m_query;
    FlowLayout *m_flow;
    QWidget *m_add = nullptr;
    std::vector<std::pair<FilterKind, QWidget *>> m_chips;
    Popover *m_popover = nullptr;
    QPointer<FilterEditor> m_editor;
};

} // namespace sc::ui
