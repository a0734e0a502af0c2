// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/gallery/judgement_panel.h"

namespace sc::ui {

// The take once more with one thing changed: another seed, less motion (video models that have such a value), or made elsewhere. True
// when it was asked for; problems go out through the context. Takes whose making is not known go to the screen where one is made anew.
bool askAnother(GalleryDesk &desk, const generation::GalleryItem &item, JudgementPanel::Ask what);
// Where it would go, in words.
[[nodiscard]] QString askWords(AppContext &context);

} // namespace sc::ui
