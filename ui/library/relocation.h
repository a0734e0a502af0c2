// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/overlay.h"

namespace sc::ui {

class ProgressBar;
class TextLabel;

// Looks through a folder for the files of missing songs; lies over the window meanwhile and can be stopped.
class Relocation : public Overlay
{
    Q_OBJECT

public:
    Relocation(AppContext &context, QWidget *window);
    void lookIn(const QString &folder);
    void lookAt(const TrackId &track, const QString &file); // this one file for this one song

private:
    AppContext &m_context;
    TextLabel *m_folder;
    ProgressBar *m_bar;
    CancelToken m_cancel;
};

} // namespace sc::ui
