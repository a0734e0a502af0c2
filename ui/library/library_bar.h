// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace sc::ui {

class AppContext;
class FieldChoice;
class FilterBar;
class LibraryCommands;
class SearchField;
class Segment;
class TextLabel;

// Above the songs: search, filters, what the list holds, list or covers, import; for a tool its name instead.
class LibraryBar : public QWidget
{
    Q_OBJECT

public:
    LibraryBar(AppContext &context, LibraryCommands &commands, QWidget *parent = nullptr);

    void showSearch();                    // of a list
    void showTitle(const QString &title); // of a tool
    void setSummary(const QString &words);
    void setNarrow(bool narrow); // the shelves are a field here
    [[nodiscard]] bool isNarrow() const { return m_isNarrow; }

    [[nodiscard]] FieldChoice &shelves() const { return *m_shelves; }
    [[nodiscard]] SearchField &search() const { return *m_search; }
    [[nodiscard]] FilterBar &filters() const { return *m_filters; }
    [[nodiscard]] Segment &views() const { return *m_views; }

private:
    void openImportMenu(QWidget *from);

    AppContext &m_context;
    LibraryCommands &m_commands;
    FieldChoice *m_shelves;
    TextLabel *m_title;
    SearchField *m_search;
    FilterBar *m_filters;
    TextLabel *m_summary;
    Segment *m_views;
    bool m_isNarrow = false;
};

} // namespace sc::ui
