// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/column_choice.h"

namespace sc::ui {

// What the table of shots can show. The numbers are the model's columns; settings name them by ShotColumnFacts::id.
enum class ShotColumn { Number, Picture, Scene, Name, In, Out, Length, Beats, Prompt, Shot, Camera, Status, Notes };
inline constexpr int kShotColumns = 13;

struct ShotColumnFacts
{
    const char *id;
    QString title;
    int width = 0; // px; 0 = takes what is left
    bool isShownAtFirst = true;
    bool isNumber = false;   // right-aligned
    bool isEditable = false; // in place
    int leavesAt = 0;        // order in which columns leave a narrow table, 1 first; 0 never
};
[[nodiscard]] ShotColumnFacts factsOf(ShotColumn column);

// Which columns a person wants, in which order and width, and by which one the shots are sorted. Value; kept in settings.
struct ShotColumns : ColumnChoice<ShotColumn, kShotColumns>
{
    ShotColumn sort = ShotColumn::In; // in the order of time scenes are headings
    bool descending = false;

    [[nodiscard]] static ShotColumns standard();
    // The ones that fit `available` px: those that leave first are left out until the name has room.
    [[nodiscard]] std::array<bool, kShotColumns> fitting(int available) const;
    // With headings for scenes; otherwise the scene is a column.
    [[nodiscard]] bool isGrouped() const { return (sort == ShotColumn::In || sort == ShotColumn::Number) && !descending; }
    bool operator==(const ShotColumns &) const = default;
};
[[nodiscard]] QJsonObject toJson(const ShotColumns &columns);
[[nodiscard]] ShotColumns shotColumnsFromJson(const QJsonObject &json); // what it does not say is as in standard()

} // namespace sc::ui
