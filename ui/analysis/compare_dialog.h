// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"

#include <QtWidgets/QDialog>

class QGridLayout;

namespace sc::ui {

class FieldChoice;
class TextLabel;

// One thing that two analyses of a song both speak of.
struct CompareRow
{
    QString name;
    QString then;
    QString now;
    bool differs = false;
    bool operator==(const CompareRow &) const = default;
};

// What two analyses say, side by side; a difference below what can be heard is none. Pure.
[[nodiscard]] std::vector<CompareRow> compareRows(const audio::Analysis &then, const audio::Analysis &now);

// "12 Nov", with the hour for today.
[[nodiscard]] QString noteDate(const QString &madeAt);

// An earlier analysis beside the present one: differences marked, the sections of both as strips.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    CompareDialog(library::Library &library, const TrackId &track, QWidget *parent = nullptr);

private:
    void showNote(int index);

    library::Library &m_library;
    std::vector<library::Library::AnalysisNote> m_notes; // earlier ones
    std::optional<audio::Analysis> m_now;
    FieldChoice *m_choice;
    TextLabel *m_summary;
    QGridLayout *m_table;
};

} // namespace sc::ui
