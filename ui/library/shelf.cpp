// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/shelf.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kRecentDays = 30;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::Shelf)
};

} // namespace

QString shelfName(Shelf::Kind kind)
{
    switch (kind) {
    case Shelf::Kind::All:
        return Words::tr("All songs");
    case Shelf::Kind::Recent:
        return Words::tr("Recently added");
    case Shelf::Kind::Favourites:
        return Words::tr("Favourites");
    case Shelf::Kind::Used:
        return Words::tr("Used in projects");
    case Shelf::Kind::Duplicates:
        return Words::tr("Duplicates");
    case Shelf::Kind::Missing:
        return Words::tr("Missing files");
    case Shelf::Kind::Statistics:
        return Words::tr("Statistics");
    case Shelf::Kind::Map:
        return Words::tr("Likeness map");
    case Shelf::Kind::Collection:
    case Shelf::Kind::Smart:
        break;
    }
    return {};
}

QString shelfIcon(Shelf::Kind kind)
{
    switch (kind) {
    case Shelf::Kind::All:
        return QStringLiteral("music");
    case Shelf::Kind::Recent:
        return QStringLiteral("clock");
    case Shelf::Kind::Favourites:
        return QStringLiteral("heart");
    case Shelf::Kind::Used:
        return QStringLiteral("scenes");
    case Shelf::Kind::Collection:
        return QStringLiteral("folder");
    case Shelf::Kind::Smart:
        return QStringLiteral("filter");
    case Shelf::Kind::Duplicates:
        return QStringLiteral("alternates");
    case Shelf::Kind::Missing:
        return QStringLiteral("missing");
    case Shelf::Kind::Statistics:
        return QStringLiteral("analysis");
    case Shelf::Kind::Map:
        return QStringLiteral("route");
    }
    return {};
}

library::TrackQuery queryOf(const Shelf &shelf, library::TrackQuery filter, QDate today)
{
    switch (shelf.kind) {
    case Shelf::Kind::Recent:
        filter.addedFrom = std::max(filter.addedFrom, today.addDays(1 - kRecentDays).toString(Qt::ISODate));
        break;
    case Shelf::Kind::Favourites:
        filter.favourite = true;
        break;
    case Shelf::Kind::Used:
        filter.usedInProject = true;
        break;
    case Shelf::Kind::Missing:
        filter.missing = true;
        break;
    case Shelf::Kind::Collection:
        filter.collection = shelf.collection;
        break;
    default:
        break;
    }
    return filter;
}

QString shelfValue(const Shelf &shelf)
{
    return QStringLiteral("%1 %2").arg(static_cast<int>(shelf.kind)).arg(shelf.collection.text());
}

Shelf shelfOf(const QString &value)
{
    return {static_cast<Shelf::Kind>(value.section(u' ', 0, 0).toInt()), CollectionId(value.section(u' ', 1))};
}

} // namespace sc::ui
