// SPDX-License-Identifier: GPL-3.0-or-later
// Every order of the list, made in the background once it was read.
#include "core/library/library_private.h"

namespace sc::library {

void Library::Private::prepareNextOrder()
{
    if (isOrdering)
        return;
    auto source = list.nextOrder();
    if (!source) {
        Q_EMIT q->ordersPrepared();
        return;
    }
    isOrdering = true;
    ordering.start([this, source = std::move(*source), cancel = closing] {
        if (cancel.isCancelled())
            return;
        auto made = std::make_shared<TrackOrders>(bothOrders(source, cancel));
        QMetaObject::invokeMethod(
            q, [this, made] { takePrepared(std::move(*made)); }, Qt::QueuedConnection);
    });
}

// What could not be used, because the list is another by now, is asked for again by the next round.
void Library::Private::takePrepared(TrackOrders made)
{
    isOrdering = false;
    (void)list.takeOrders(std::move(made));
    orderTimer.start(0);
}

} // namespace sc::library
