// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace sc::ui {

// Which columns of a table a person wants, in which order and width. Column is an enum class that counts from 0 to
// Count - 1; factsOf(Column) beside it says `id` (for settings), `width` (px; 0 = takes what is left) and `isShownAtFirst`.
template<typename Column, int Count> struct ColumnChoice
{
    std::vector<Column> order; // all of them
    std::array<bool, Count> shown{};
    std::array<int, Count> width{};

    [[nodiscard]] bool isShown(Column column) const { return shown[static_cast<size_t>(column)]; }
    [[nodiscard]] int widthOf(Column column) const { return width[static_cast<size_t>(column)]; }
    bool operator==(const ColumnChoice &) const = default;

    void setStandard()
    {
        order.clear();
        for (int i = 0; i < Count; ++i) {
            const auto facts = factsOf(static_cast<Column>(i));
            order.push_back(static_cast<Column>(i));
            shown[static_cast<size_t>(i)] = facts.isShownAtFirst;
            width[static_cast<size_t>(i)] = facts.width;
        }
    }
    [[nodiscard]] QJsonArray listed() const
    {
        QJsonArray list;
        for (const Column column : order)
            list.append(QJsonObject{{QStringLiteral("id"), QLatin1String(factsOf(column).id)},
                                    {QStringLiteral("shown"), isShown(column)},
                                    {QStringLiteral("width"), widthOf(column)}});
        return list;
    }
    // Takes over what a list made by listed() says; what it does not say stays, columns it does not name come last. `first`
    // stand in front whatever it says.
    void take(const QJsonArray &list, const std::vector<Column> &first = {})
    {
        constexpr int kNarrowest = 28;
        constexpr int kWidest = 480;
        std::vector<Column> wanted = first;
        const auto add = [&wanted](Column column) {
            if (std::ranges::find(wanted, column) == wanted.end())
                wanted.push_back(column);
        };
        for (const QJsonValue &entry : list) {
            const std::optional<Column> column = columnNamed(entry[u"id"].toString());
            if (!column)
                continue;
            add(*column);
            const auto at = static_cast<size_t>(*column);
            shown[at] = entry[u"shown"].toBool(shown[at]);
            if (factsOf(*column).width > 0)
                width[at] = std::clamp(entry[u"width"].toInt(width[at]), kNarrowest, kWidest);
        }
        for (const Column column : order)
            add(column);
        order = std::move(wanted);
    }
    [[nodiscard]] static std::optional<Column> columnNamed(const QString &id)
    {
        for (int i = 0; i < Count; ++i) {
            if (QLatin1String(factsOf(static_cast<Column>(i)).id) == id)
                return static_cast<Column>(i);
        }
        return std::nullopt;
    }
};

} // namespace sc::ui
