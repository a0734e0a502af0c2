// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/ask_another.h"

#include <QtCore/QCoreApplication>

namespace sc::ui {

bool askAnother(GalleryDesk &desk, const generation::GalleryItem &item, JudgementPanel::Ask)
{
    if (item.clipName.isEmpty())
        return false;
    Q_EMIT desk.context().generateRequested({item.take.clip});
    return true;
}

QString askWords(AppContext &)
{
    return QCoreApplication::translate("sc::ui::ReviewPage", "Made on the Generate screen");
}

} // namespace sc::ui
