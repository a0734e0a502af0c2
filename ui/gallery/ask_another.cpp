// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/ask_another.h"

#include "core/base/json.h"
#include "core/generation/batch_shots.h"
#include "core/generation/generation_service.h"
#include "core/generation/job_from_request.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::ui {

using generation::Change;
using generation::FrozenRequest;
using generation::GalleryItem;
using generation::GenerationService;

namespace {

constexpr double kLess = 0.6; // of the motion that it had

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::ui::ReviewPage", text);
}

// What changes; nothing where the model has no such value.
std::optional<Change> changeFor(JudgementPanel::Ask what, const timeline::TakeRecipe &recipe)
{
    if (what != JudgementPanel::Ask::LessMotion)
        return Change{QStringLiteral("seed"), {}}; // a fresh one
    const auto params = parseJsonObject(recipe.params.toUtf8(), QString());
    const double motion = params ? params->value(QStringLiteral("motion_bucket")).toDouble() : 0;
    if (motion < 2)
        return {};
    return Change{QStringLiteral("motion_bucket"), std::max(1, int(motion * kLess))};
}

Result<generation::Job> jobFor(const GalleryDesk &desk, const GenerationService &service, const GalleryItem &item, JudgementPanel::Ask what)
{
    SC_TRY_ASSIGN(recipe, desk.session()->takes().recipeOf(item.take.id));
    const auto change = changeFor(what, recipe);
    if (!change)
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("The model of this take has no value for its motion."))
                                   .withDetail(tr("Say it in the shot's words, or ask for another seed.")));
    SC_TRY_ASSIGN(request, generation::vary(item.take, recipe, *change));
    if (what == JudgementPanel::Ask::OtherServer) {
        const auto other = std::ranges::find_if(
            service.servers(), [&](const generation::Server &server) { return server.active && server.id.text() != item.take.serverId; });
        if (other == service.servers().end())
            return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("There is no other server.")));
        request.serverId = other->id.text();
    }
    return generation::jobFrom(generation::withLocalPictures(request, desk.session()->bundle()), generation::targetOf(*desk.session()),
                               item.clipName, service.servers());
}

} // namespace

bool askAnother(GalleryDesk &desk, const GalleryItem &item, JudgementPanel::Ask what)
{
    GenerationService *service = desk.context().generation();
    if (!service || !desk.session())
        return false;
    const auto job = jobFor(desk, *service, item, what);
    if (!reported(desk.context(), job))
        return false;
    const auto queued = generation::queueJobs(service->store(), {*job});
    if (!reported(desk.context(), queued))
        return false;
    service->refresh();
    Notice notice{Notice::Level::Info, tr("Another one was asked for"), GalleryDesk::shotTitle(item), tr("Show"), {}};
    notice.action = [context = &desk.context(), id = queued->front().id.text()] { Q_EMIT context->jobRequested(id); };
    Q_EMIT desk.context().noticeRaised(notice);
    return true;
}

QString askWords(AppContext &context)
{
    const GenerationService *service = context.generation();
    if (!service)
        return {};
    if (service->servers().empty())
        return tr("Joins the queue; there is no server yet");
    const auto waiting = std::ranges::count_if(service->jobs(), [](const generation::Job &job) { return job.isWaiting(); });
    return waiting > 0 ? tr("Joins the queue behind %1 others").arg(waiting) : tr("Joins the queue, which is empty");
}

} // namespace sc::ui
