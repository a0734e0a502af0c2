// SPDX-License-Identifier: GPL-3.0-or-later
// Workflows as a person gives them, and what pictures say of their making.
#include "core/generation/own_workflow.h"
#include "core/generation/provenance.h"

#include <QtCore/QJsonObject>

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace sc;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto workflow = generation::importWorkflow(bytes, QStringLiteral("w"), comfy::ObjectInfo::builtIn())) {
        // What was imported can be stored, read and filled.
        if (!generation::checkBindings(workflow->graph, workflow->bindings) || !generation::workflowFromJson(generation::toJson(*workflow)))
            __builtin_trap();
        (void)generation::filledWorkflow(*workflow, {{QStringLiteral("prompt"), QStringLiteral("a")}});
        (void)generation::checkWorkflow(*workflow, {}, comfy::ObjectInfo::builtIn());
    }
    for (const char *key : {"prompt", "parameters", "storycanvas"})
        (void)generation::recipeIn({{QLatin1String(key), QString::fromUtf8(bytes)}});
    if (const auto texts = media::readPngTexts(bytes, QStringLiteral("fuzz"))) {
        (void)generation::recipeIn(*texts);
        // Texts can be put into whatever holds together, and are there afterwards.
        const auto written = media::pngWithTexts(bytes, {{QStringLiteral("k"), QStringLiteral("v")}}, QStringLiteral("fuzz"));
        const auto read = media::readPngTexts(written.value_or(QByteArray()), QStringLiteral("fuzz"));
        if (!read || read->value(QStringLiteral("k")) != QStringLiteral("v"))
            __builtin_trap();
    }
    return 0;
}
