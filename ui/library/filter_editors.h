// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "ui/library/query_words.h"

#include <QtWidgets/QWidget>

#include <memory>

namespace sc::ui {

// What is known about the library's songs while a filter is edited.
struct FilterFacts
{
    library::LibraryStats stats;
    std::vector<library::Library::TagUse> tags;
};

// The controls for one part of a query, for a popover. Keeps the whole query and tells the changed one as it is edited.
class FilterEditor : public QWidget
{
    Q_OBJECT

public:
    [[nodiscard]] static FilterEditor *make(FilterKind kind, const library::TrackQuery &query, const FilterFacts &facts, QWidget *parent);
    [[nodiscard]] const library::TrackQuery &query() const { return m_query; }
    [[nodiscard]] virtual QWidget *firstField() { return this; }
    // Called when the popover closes: what was typed and not yet taken.
    virtual void settle() {}

Q_SIGNALS:
    void edited();
    void said(const QString &sentence); // "140 to 60 was turned round."

protected:
    FilterEditor(library::TrackQuery query, QWidget *parent) : QWidget(parent), m_query(std::move(query)) {}
    library::TrackQuery m_query;
};

} // namespace sc::ui
