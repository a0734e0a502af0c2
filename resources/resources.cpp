// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QLocale>
#include <QtCore/QTranslator>

// Q_INIT_RESOURCE declares a function of the global namespace and so cannot stand inside one.
static void initResources()
{
    Q_INIT_RESOURCE(resources);
}

namespace sc::resources {

void init()
{
    initResources();
}

void installTranslations(QCoreApplication &app)
{
    auto *words = new QTranslator(&app);
    const QString folder = QStringLiteral(":/i18n");
    if (words->load(QLocale(), QStringLiteral("storycanvas"), QStringLiteral("_"), folder) ||
        words->load(folder + QStringLiteral("/storycanvas_en.qm")))
        QCoreApplication::installTranslator(words);
}

} // namespace sc::resources
