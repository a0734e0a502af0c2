// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/generate_screen.h"

#include "core/generation/generation_service.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/param_panel.h"
#include "ui/generate/prompt_box.h"
#include "ui/generate/shot_rack.h"
#include "ui/generate/take_stage.h"
#include "ui/generate/take_strip.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kRack = 284;
constexpr int kParams = 344;
constexpr int kRackFrom = 1180; // content width that has room for the shots beside the takes
constexpr int kLine = 76;       // height of the shots in one line
constexpr int kServerBar = 40;

} // namespace

GenerateScreen::GenerateScreen(AppContext &context, TimelineEditor &editor, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_editor(editor),
      m_desk(new GenerateDesk(context, editor, this)),
      m_rack(new ShotRack(*m_desk, this)),
      m_stage(new TakeStage(*m_desk, this)),
      m_params(new ParamPanel(*m_desk, this)),
      m_nothing(new Panel(this)),
      m_noProject(new EmptyState(QStringLiteral("generate"), tr("No project is open"),
                                 tr("Choose a song to begin one, or open a project that is there."), m_nothing)),
      m_noShots(new EmptyState(QStringLiteral("scenes"), tr("No shots yet"),
                               tr("Cut the song into shots first; then each of them gets its pictures here."), m_nothing)),
      m_serverBar(new Panel(this)),
      m_serverText(new TextLabel({}, TextStyle::Body, Ink::Primary, m_serverBar)),
      m_serverButton(new PushButton(tr("Servers"), ControlKind::Default, m_serverBar))
{
    auto *nothing = new QVBoxLayout(m_nothing);
    m_noProject->addAction(tr("Choose a song..."), true, [this] { Q_EMIT m_context.importDialogRequested(); });
    m_noProject->addAction(tr("Open the library"), false, [this] { Q_EMIT m_context.screenRequested(ScreenId::Library); });
    m_noShots->addAction(tr("Plan shots..."), true, [this] { m_context.actions().trigger(QStringLiteral("timeline.plan")); });
    m_noShots->addAction(tr("Open the timeline"), false, [this] { Q_EMIT m_context.screenRequested(ScreenId::Timeline); });
    nothing->addWidget(m_noProject);
    nothing->addWidget(m_noShots);
    auto *bar = new QHBoxLayout(m_serverBar);
    bar->setContentsMargins(space::kPadding, 0, 8, 0);
    bar->addWidget(m_serverText, 1);
    m_serverButton->setIconName(QStringLiteral("servers"));
    m_serverButton->setButtonSize(ButtonSize::Small);
    bar->addWidget(m_serverButton);
    connect(m_serverButton, &QAbstractButton::clicked, this, [this] { Q_EMIT m_context.screenRequested(ScreenId::Servers); });
    connect(&context, &AppContext::generateRequested, this, &GenerateScreen::takeRequest);
    connect(&editor, &TimelineEditor::sessionChanged, this, &GenerateScreen::refreshState);
    connect(&editor, &TimelineEditor::timelineSettled, this, &GenerateScreen::refreshState);
    connect(m_desk, &GenerateDesk::outlookChanged, this, &GenerateScreen::refreshState);
    registerGenerateActions(context.actions(), this);
    const auto refresh = [&context] { context.actions().refresh(); };
    connect(m_desk, &GenerateDesk::shotChanged, this, refresh);
    connect(m_desk, &GenerateDesk::placesChanged, this, refresh);
    connect(m_desk, &GenerateDesk::takesChanged, this, refresh);
    refreshState();
}

void GenerateScreen::takeRequest(const std::vector<ClipId> &clips)
{
    if (clips.empty() || !timeline::findClip(m_editor.timeline(), clips.front()))
        return;
    m_rack->setFilter({});
    if (m_editor.selection().current() != clips.front())
        m_editor.selectClip(clips.front());
    m_desk->setClip(clips.front());
    m_params->prompt().setFocus(Qt::OtherFocusReason);
}

void GenerateScreen::goToShot(int by)
{
    const auto &entries = m_editor.index().entries();
    if (entries.empty())
        return;
    const int now = m_editor.index().positionOf(m_desk->clipId());
    const int next = std::clamp(now + by, 0, int(entries.size()) - 1);
    const ClipId clip = m_editor.index().idAt(size_t(next));
    m_editor.selectClip(clip);
    m_desk->setClip(clip);
}

void GenerateScreen::refreshState()
{
    const bool hasProject = m_editor.hasProject();
    const bool hasShots = !m_editor.index().entries().empty();
    m_noProject->setVisible(!hasProject);
    m_noShots->setVisible(hasProject && !hasShots);
    m_nothing->setVisible(!hasShots);
    m_rack->setVisible(hasShots);
    m_stage->setVisible(hasShots);
    m_params->setVisible(hasShots);
    const generation::GenerationService *service = m_desk->service();
    QString words;
    if (!service)
        words = tr("Generation is not available in this window.");
    else if (service->servers().empty())
        words = tr("There is no server yet. Add one, or start the practice server; what you generate waits in the queue.");
    else if (const auto problem = service->runnerProblem(); problem && !service->dispatcher())
        words = problem->text();
    else if (!m_desk->nodes().anyOnline())
        words = tr("No server is online. What you generate waits in the queue.");
    m_serverText->setText(words);
    m_serverButton->setVisible(service != nullptr);
    m_serverBar->setVisible(hasShots && !words.isEmpty());
    layOut();
}

void GenerateScreen::resizeEvent(QResizeEvent *)
{
    layOut();
}

void GenerateScreen::showEvent(QShowEvent *)
{
    refreshState();
    if (!m_params->prompt().hasFocus())
        m_stage->strip().setFocus(Qt::OtherFocusReason);
}

void GenerateScreen::hideEvent(QHideEvent *)
{
    m_params->commitTyping();
    m_stage->view().setPlaying(false);
}

void GenerateScreen::layOut()
{
    m_nothing->setGeometry(rect());
    const int gap = space::kGutter;
    const bool beside = width() >= kRackFrom;
    const int params = std::min(kParams, width() / 2);
    m_params->setGeometry(width() - params, 0, params, height());
    const int left = beside ? kRack + gap : 0;
    const int middle = width() - params - gap - left;
    m_rack->setLine(!beside);
    m_rack->setGeometry(0, 0, beside ? kRack : middle, beside ? height() : kLine);
    int top = beside ? 0 : kLine + gap;
    if (m_serverBar->isVisibleTo(this)) {
        m_serverBar->setGeometry(left, top, middle, kServerBar);
        top += kServerBar + gap;
    }
    m_stage->setGeometry(left, top, middle, height() - top);
}

} // namespace sc::ui
