// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_screen.h"

#include "core/playback/player.h"
#include "ui/export/export_figures.h"
#include "ui/export/export_form.h"
#include "ui/export/export_outcome.h"
#include "ui/export/export_presets.h"
#include "ui/export/export_problems.h"
#include "ui/export/export_running.h"
#include "ui/export/export_strip.h"
#include "ui/theme/icons.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedLayout>

// How the screen is put together, and what the palette offers of it.
namespace sc::ui {

namespace {

// The well that shows where the file goes.
class PlaceField : public Plate
{
public:
    PlaceField() : Plate(Level::Well)
    {
        setFixedHeight(40);
        setCornerRadius(radius::kButtonLarge);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Plate::paintEvent(event);
        QPainter painter(this);
        drawIconCentred(painter, QStringLiteral("folder"), QRectF(11, 0, 17, height()), 17, themeOf(this).text.secondary);
    }
};

} // namespace

void ExportScreen::addActions()
{
    const auto add = [this](const char *id, const QString &text, const char *icon, const QString &keys, const std::function<void()> &run,
                            const std::function<bool()> &enabled, QWidget *scope) {
        m_context.actions().add({QLatin1String(id), text, tr("Export"), QLatin1String(icon),
                                 keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{QKeySequence(keys)}, run, enabled, false,
                                 scope});
    };
    const auto hasProject = [this] { return m_context.session() != nullptr; };
    add(
        "export.run", tr("Export"), "export", QStringLiteral("Ctrl+E"), [this] { startExport(); }, hasProject, this);
    add(
        "export.place", tr("Choose where the export goes"), "folder", QStringLiteral("Ctrl+Shift+E"), [this] { chooseDestination(); },
        hasProject, this);
    add(
        "export.keep", tr("Keep the options as a preset"), "plus", {}, [this] { askForPreset(); }, hasProject, this);
    add(
        "export.cancel", tr("Cancel all exports"), "close", {}, [this] { m_runner->cancelAll(); }, [this] { return m_runner->isRunning(); },
        nullptr);
    for (const render::ExportPreset &preset : render::builtInPresets()) {
        m_context.actions().add({QStringLiteral("export.preset.") + preset.id,
                                 tr("Export: %1").arg(preset.name),
                                 tr("Export"),
                                 QStringLiteral("export"),
                                 {},
                                 [this, id = preset.id] {
                                     Q_EMIT m_context.screenRequested(ScreenId::Export);
                                     choosePreset(id);
                                 },
                                 hasProject,
                                 false,
                                 nullptr});
    }
}

void ExportScreen::build()
{
    m_pages = new QStackedLayout(this);
    auto *page = new QWidget;
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::kGutter);
    m_presets = new ExportPresets;
    columns->addWidget(m_presets);
    columns->addWidget(buildSummary(), 1);
    m_problems = new ExportProblems;
    columns->addWidget(m_problems);
    m_pages->addWidget(page);

    auto *nothing = new Panel;
    auto *fill = new QVBoxLayout(nothing);
    m_empty = new EmptyState(QStringLiteral("export"), tr("Nothing to export yet"),
                             tr("Open a project, or make one from a song: its cut can then go to an editor or become a movie."));
    m_empty->addAction(tr("Go to the library"), true, [this] { Q_EMIT m_context.screenRequested(ScreenId::Library); });
    fill->addWidget(m_empty);
    m_pages->addWidget(nothing);

    connect(m_presets, &ExportPresets::chosen, this, &ExportScreen::choosePreset);
    connect(m_presets, &ExportPresets::addRequested, this, &ExportScreen::askForPreset);
    connect(m_presets, &ExportPresets::renameRequested, this, &ExportScreen::renamePreset);
    connect(m_presets, &ExportPresets::deleteRequested, this, &ExportScreen::deletePreset);
    connect(m_form, &ExportForm::changed, this, &ExportScreen::takeForm);
    connect(m_running, &ExportRunning::cancelRequested, m_runner, &ExportRunner::cancel);
    connect(m_problems, &ExportProblems::showRequested, this, [this](Ticks at) {
        Q_EMIT m_context.screenRequested(ScreenId::Timeline);
        m_context.player().seek(at);
    });
    connect(m_problems, &ExportProblems::fixRequested, this, &ExportScreen::fix);
    connect(m_problems, &ExportProblems::generateRequested, &m_context, &AppContext::batchRequested);
    connect(m_problems, &ExportProblems::againRequested, this, &ExportScreen::repeat);
}

QWidget *ExportScreen::buildHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    m_title = new TextLabel({}, TextStyle::Figure);
    m_subtitle = new TextLabel({}, TextStyle::Body, Ink::Secondary);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    row->addLayout(words, 1);
    m_keep = new PushButton(tr("Save as preset"), ControlKind::Quiet);
    connect(m_keep, &QPushButton::clicked, this, &ExportScreen::askForPreset);
    row->addWidget(m_keep);
    return head;
}

Panel *ExportScreen::buildSummary()
{
    auto *panel = new Panel;
    auto *rows = new QVBoxLayout(panel);
    rows->setContentsMargins(18, 12, 18, 16);
    rows->setSpacing(0);
    rows->addWidget(buildHead());
    rows->addSpacing(10);
    m_strip = new ExportStrip;
    rows->addWidget(m_strip);
    m_figures = new ExportFigures;
    rows->addWidget(m_figures);
    rows->addWidget(new Hairline);
    m_form = new ExportForm;
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_form);
    m_form->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    rows->addWidget(scroll, 1);
    rows->addSpacing(8);
    m_outcome = new ExportOutcome;
    rows->addWidget(m_outcome);
    rows->addSpacing(14);
    rows->addWidget(new Hairline);
    rows->addSpacing(14);
    rows->addWidget(buildFoot());
    return panel;
}

QWidget *ExportScreen::buildFoot()
{
    auto *foot = new QWidget;
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_running = new ExportRunning;
    column->addWidget(m_running);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::kPadding);
    auto *place = new PlaceField;
    auto *inside = new QHBoxLayout(place);
    inside->setContentsMargins(38, 0, 8, 0);
    m_place = new TextLabel;
    m_place->setElide(Qt::ElideMiddle);
    inside->addWidget(m_place, 1);
    m_free = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary);
    inside->addWidget(m_free);
    m_change = new PushButton(tr("Change"));
    m_change->setButtonSize(ButtonSize::Small);
    inside->addWidget(m_change);
    row->addWidget(place, 1);
    m_export = new PushButton(tr("Export"), ControlKind::Primary);
    m_export->setObjectName(QStringLiteral("export"));
    m_export->setIconName(QStringLiteral("export"));
    m_export->setButtonSize(ButtonSize::Hero);
    row->addWidget(m_export);
    column->addLayout(row);
    connect(m_change, &QPushButton::clicked, this, &ExportScreen::chooseDestination);
    connect(m_export, &QPushButton::clicked, this, &ExportScreen::startExport);
    return foot;
}

} // namespace sc::ui
