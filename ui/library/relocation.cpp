// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/relocation.h"

#include "core/library/library.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {
constexpr int kBreathMs = 40; // how long the window may stand still while files are read
}

Relocation::Relocation(AppContext &context, QWidget *window)
    : Overlay(window, 440, 180, radius::kDialog),
      m_context(context),
      m_folder(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_bar(new ProgressBar)
{
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(12);
    column->addWidget(new TextLabel(tr("Looking for missing songs"), TextStyle::Title));
    m_folder->setElide(Qt::ElideMiddle);
    column->addWidget(m_folder);
    column->addWidget(m_bar);
    auto *buttons = new QHBoxLayout;
    auto *stop = new PushButton(tr("Stop"));
    connect(stop, &QPushButton::clicked, this, &Overlay::close);
    buttons->addStretch(1);
    buttons->addWidget(stop);
    column->addLayout(buttons);
    connect(this, &Overlay::closed, this, [this] { m_cancel.cancel(); });
}

void Relocation::lookIn(const QString &folder)
{
    m_cancel = CancelToken();
    m_folder->setText(QDir::toNativeSeparators(folder));
    m_bar->setFraction(0);
    open(nullptr);
    // Only this window's own events: the plate lies over everything, so nothing else can be set going meanwhile.
    QElapsedTimer since;
    since.start();
    const auto found = m_context.library().relocateMissing(folder, m_cancel, [&](double fraction) {
        m_bar->setFraction(fraction);
        if (since.elapsed() > kBreathMs) {
            QCoreApplication::processEvents();
            since.restart();
        }
    });
    close();
    if (!found && found.error().code() == ProblemCode::Cancelled)
        return;
    if (!reported(m_context, found))
        return;
    const QString text = *found > 0 ? QString() : tr("None of its files is one of the missing songs.");
    Q_EMIT m_context.noticeRaised({*found > 0 ? Notice::Level::Success : Notice::Level::Info,
                                   *found > 0 ? tr("%n song(s) found again", nullptr, *found) : tr("Nothing was found there"),
                                   text,
                                   {},
                                   {}});
}

void Relocation::lookAt(const TrackId &track, const QString &file)
{
    if (reported(m_context, m_context.library().relocate(track, file)))
        Q_EMIT m_context.noticeRaised({Notice::Level::Success, tr("%n song(s) found again", nullptr, 1), {}, {}, {}});
}

} // namespace sc::ui
