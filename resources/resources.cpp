// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"

#include <QtCore/QDir>

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

} // namespace sc::resources
