// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_columns.h"

#include <QtCore/QCoreApplication>

namespace sc::ui {

namespace {

constexpr int kNameLeast = 150;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::ShotColumns)
};

constexpr size_t at(ShotColumn column)
{
    return static_cast<size_t>(column);
}

} // namespace

ShotColumnFacts factsOf(ShotColumn column)
{
    switch (column) {
    case ShotColumn::Number:
        return {"number", Words::tr("#"), 40, true, true, false, 0};
    case ShotColumn::Picture:
        return {"picture", Words::tr("Picture"), 68, true, false, false, 0};
    case ShotColumn::Scene:
        return {"scene", Words::tr("Scene"), 120, false, false, true, 4};
    case ShotColumn::Name:
        return {"name", Words::tr("Name"), 0, true, false, true, 0};
    case ShotColumn::In:
        return {"in", Words::tr("In"), 64, true, false, true, 0};
    case ShotColumn::Out:
        return {"out", Words::tr("Out"), 64, false, false, true, 3};
    case ShotColumn::Length:
        return {"length", Words::tr("Length"), 108, true, false, true, 0};
    case ShotColumn::Beats:
        return {"beats", Words::tr("Beats"), 52, false, true, true, 2};
    case ShotColumn::Prompt:
        return {"prompt", Words::tr("Prompt"), 130, false, false, true, 5};
    case ShotColumn::Shot:
        return {"shot", Words::tr("Shot"), 90, true, false, true, 7};
    case ShotColumn::Camera:
        return {"camera", Words::tr("Camera"), 96, true, false, true, 6};
    case ShotColumn::Status:
        return {"status", Words::tr("Status"), 84, true, false, false, 0};
    case ShotColumn::Notes:
        return {"notes", Words::tr("Notes"), 140, false, false, true, 1};
    }
    return {"", {}, 0, false, false, false, 0};
}

ShotColumns ShotColumns::standard()
{
    ShotColumns columns;
    columns.setStandard();
    return columns;
}

std::array<bool, kShotColumns> ShotColumns::fitting(int available) const
{
    std::array<bool, kShotColumns> fit = shown;
    if (!isGrouped())
        fit[at(ShotColumn::Scene)] = true;
    const auto needed = [&] {
        int sum = kNameLeast;
        for (int i = 0; i < kShotColumns; ++i)
            sum += fit[static_cast<size_t>(i)] ? width[static_cast<size_t>(i)] : 0;
        return sum;
    };
    for (int rank = 1; rank <= kShotColumns && needed() > available; ++rank) {
        for (int i = 0; i < kShotColumns; ++i) {
            const bool stays = static_cast<ShotColumn>(i) == ShotColumn::Scene && !isGrouped(); // nothing else says the scene
            if (factsOf(static_cast<ShotColumn>(i)).leavesAt == rank && !stays)
                fit[static_cast<size_t>(i)] = false;
        }
    }
    return fit;
}

QJsonObject toJson(const ShotColumns &columns)
{
    return {{QStringLiteral("columns"), columns.listed()},
            {QStringLiteral("sort"), QLatin1String(factsOf(columns.sort).id)},
            {QStringLiteral("descending"), columns.descending}};
}

ShotColumns shotColumnsFromJson(const QJsonObject &json)
{
    ShotColumns columns = ShotColumns::standard();
    columns.take(json[u"columns"].toArray());
    columns.shown[at(ShotColumn::Name)] = true;
    columns.sort = ShotColumns::columnNamed(json[u"sort"].toString()).value_or(ShotColumn::In);
    columns.descending = json[u"descending"].toBool();
    return columns;
}

} // namespace sc::ui
