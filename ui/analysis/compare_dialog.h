// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "ui/analysis/compare_rows.h"

#include <QtWidgets/QDialog>

class QGridLayout;
class QVBoxLayout;

namespace sc::ui {

class TextLabel;

// The history of a song's analyses, and one of them beside the present one: what differs is marked, the sections of both
// lie one below the other. With corrections by hand, what they change is the first entry. Up and Down go through the list.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    CompareDialog(library::Library &library, const TrackId &track, QWidget *parent = nullptr);

    [[nodiscard]] int entryCount() const { return int(m_entries.size()); }
    void showEntry(int index);
    [[nodiscard]] QString summary() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Entry
    {
        QString title;                                      // "12 Nov, standard"
        QString detail;                                     // "engine 2"
        std::optional<library::Library::AnalysisNote> note; // nothing: the corrections by hand
    };
    void readHistory();
    void fillTable(const audio::Analysis &then, const audio::Analysis &now, const QString &thenName, const QString &nowName);
    [[nodiscard]] QWidget *buildList();
    [[nodiscard]] QWidget *buildTable();

    library::Library &m_library;
    TrackId m_track;
    std::optional<audio::Analysis> m_now;
    std::vector<Entry> m_entries;
    std::vector<QWidget *> m_rows; // of the list
    int m_shown = -1;
    TextLabel *m_summary;
    QGridLayout *m_table;
};

} // namespace sc::ui
