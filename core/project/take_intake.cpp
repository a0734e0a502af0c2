// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_intake.h"

#include "core/base/text.h"
#include "core/media/visual_facts.h"
#include "core/project/media_intake.h"

#include <QtCore/QFileInfo>

namespace sc::project {

Result<timeline::Take> takeFromFile(const TakeIntake &intake)
{
    SC_TRY_ASSIGN(facts, media::measureVisual(intake.file));
    SC_TRY_ASSIGN(media, takeIn(intake.file, BundlePaths(intake.bundle), true, intake.known));
    timeline::Take take;
    take.id = TakeId::create();
    take.kind = facts.isMovie ? timeline::TakeKind::Video : timeline::TakeKind::Image;
    take.media = media;
    take.width = facts.width;
    take.height = facts.height;
    take.frames = facts.frames;
    take.rateNumerator = facts.rateNumerator;
    take.rateDenominator = facts.rateDenominator;
    take.isRateVariable = facts.isRateVariable;
    take.length = facts.length;
    take.startTimecode = facts.startTimecode;
    take.provider = timeline::TakeProvider::Import;
    take.originalName = tidyText(QFileInfo(intake.file).fileName(), timeline::kMaxNameLength);
    return take;
}

} // namespace sc::project
