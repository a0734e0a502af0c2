// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/matrix_rows.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMap>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui)
};

constexpr size_t kTabs = 4;

MatrixTab tabOf(ModelKind kind)
{
    return kind == ModelKind::Lora ? MatrixTab::Loras : MatrixTab::Models;
}

QString plain(const QString &file)
{
    return QString(file).replace(u'\\', u'/').section(u'/', -1);
}

MatrixRow modelRow(const ModelRecord &model, const MatrixSource &source)
{
    MatrixRow row;
    row.id = model.name;
    row.title = model.name;
    row.kind = modelKindWord(model.kind);
    const QStringList having = model.servers();
    for (const ServerState &server : source.servers) {
        const bool isLoaded = std::ranges::any_of(server.loaded, [&](const QString &file) { return plain(file) == plain(model.name); });
        row.marks.push_back(isLoaded                                                    ? MatrixMark::Loaded
                            : having.contains(server.server.name)                       ? MatrixMark::Here
                            : server.server.kind == ServerKind::RunPod || !server.nodes ? MatrixMark::Unknown
                                                                                        : MatrixMark::Missing);
    }
    row.used = source.used.value(plain(model.name));
    row.isNeeded = source.needed.contains(plain(model.name));
    row.isFavourite = model.tags.contains(kFavouriteTag);
    row.isHidden = !model.isActive;
    return row;
}

QString packageOf(const comfy::NodeClass &node)
{
    static const QString kCustom = QStringLiteral("custom_nodes.");
    return node.package.startsWith(kCustom) ? node.package.mid(kCustom.size()) : QString();
}

std::vector<MatrixRow> nodeRows(const MatrixSource &source)
{
    struct Package
    {
        QSet<QString> classes;
        QSet<size_t> servers;
    };
    QMap<QString, Package> packages;
    for (size_t i = 0; i < source.servers.size(); ++i) {
        const auto &nodes = source.servers[i].nodes;
        if (!nodes || source.servers[i].server.kind == ServerKind::RunPod)
            continue;
        for (const QString &name : nodes->classNames()) {
            const QString package = packageOf(*nodes->find(name));
            Package &entry = packages[package.isEmpty() ? QStringLiteral("ComfyUI") : package];
            entry.classes.insert(name);
            entry.servers.insert(i);
        }
    }
    std::vector<MatrixRow> rows;
    for (auto it = packages.cbegin(); it != packages.cend(); ++it) {
        MatrixRow row;
        row.id = row.title = it.key();
        row.kind = Text::tr("%1 nodes").arg(it->classes.size());
        for (size_t i = 0; i < source.servers.size(); ++i) {
            row.marks.push_back(it->servers.contains(i)                                                          ? MatrixMark::Here
                                : source.servers[i].nodes && source.servers[i].server.kind != ServerKind::RunPod ? MatrixMark::Missing
                                                                                                                 : MatrixMark::Unknown);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

MatrixRow workflowRow(const OwnWorkflow &workflow, const MatrixSource &source)
{
    MatrixRow row;
    row.id = workflow.id;
    row.title = workflow.name;
    row.kind = workflow.kind == comfy::MediaKind::Video ? Text::tr("video workflow") : Text::tr("image workflow");
    for (const ServerState &server : source.servers) {
        if (!server.nodes || server.server.kind == ServerKind::RunPod) {
            row.marks.push_back(MatrixMark::Unknown);
            row.reasons.append(QString());
            continue;
        }
        const Result<> fits = workflowFits(workflow, {}, *server.nodes);
        // What a job fills in later is no lack of the server.
        const bool lacks = !fits && fits.error().code() != ProblemCode::InvalidParameter;
        row.marks.push_back(lacks ? MatrixMark::Missing : MatrixMark::Here);
        row.reasons.append(lacks ? fits.error().text() : QString());
    }
    return row;
}

bool isWanted(const MatrixRow &row, const MatrixFilter &filter)
{
    if (filter.neededOnly && !row.isNeeded && filter.tab != MatrixTab::Nodes && filter.tab != MatrixTab::Workflows)
        return false;
    if (filter.missingOnly && std::ranges::find(row.marks, MatrixMark::Missing) == row.marks.end())
        return false;
    return filter.text.isEmpty() || row.title.contains(filter.text, Qt::CaseInsensitive) ||
           row.kind.contains(filter.text, Qt::CaseInsensitive);
}

} // namespace

QString modelKindWord(ModelKind kind)
{
    switch (kind) {
    case ModelKind::Checkpoint:
        return Text::tr("checkpoint");
    case ModelKind::DiffusionModel:
        return Text::tr("diffusion model");
    case ModelKind::Lora:
        return Text::tr("LoRA");
    case ModelKind::Vae:
        return Text::tr("VAE");
    case ModelKind::TextEncoder:
        return Text::tr("text encoder");
    case ModelKind::ControlNet:
        return Text::tr("control model");
    case ModelKind::Upscale:
        return Text::tr("upscaler");
    case ModelKind::Other:
        break;
    }
    return Text::tr("other");
}

QString modelFolder(ModelKind kind)
{
    switch (kind) {
    case ModelKind::Checkpoint:
        return QStringLiteral("models/checkpoints");
    case ModelKind::DiffusionModel:
        return QStringLiteral("models/diffusion_models");
    case ModelKind::Lora:
        return QStringLiteral("models/loras");
    case ModelKind::Vae:
        return QStringLiteral("models/vae");
    case ModelKind::TextEncoder:
        return QStringLiteral("models/text_encoders");
    case ModelKind::ControlNet:
        return QStringLiteral("models/controlnet");
    case ModelKind::Upscale:
        return QStringLiteral("models/upscale_models");
    case ModelKind::Other:
        break;
    }
    return QStringLiteral("models");
}

QString markWord(MatrixMark mark)
{
    switch (mark) {
    case MatrixMark::Loaded:
        return Text::tr("loaded");
    case MatrixMark::Here:
        return Text::tr("here");
    case MatrixMark::Missing:
        return Text::tr("missing");
    case MatrixMark::Unknown:
        break;
    }
    return Text::tr("not told");
}

void countUses(const std::vector<Job> &jobs, MatrixSource &source)
{
    for (const Job &job : jobs) {
        QSet<QString> files;
        for (const QString &file : job.models)
            files.insert(plain(file));
        if (!job.modelName.isEmpty())
            files.insert(plain(job.modelName));
        for (const QString &file : files) {
            ++source.used[file];
            if (!job.isFinished())
                source.needed.insert(file);
        }
    }
}

std::vector<MatrixRow> matrixRows(const MatrixSource &source, const MatrixFilter &filter)
{
    std::vector<MatrixRow> rows;
    if (filter.tab == MatrixTab::Nodes) {
        rows = nodeRows(source);
    } else if (filter.tab == MatrixTab::Workflows) {
        for (const OwnWorkflow &workflow : source.workflows)
            rows.push_back(workflowRow(workflow, source));
    } else {
        for (const ModelRecord &model : source.models) {
            if (tabOf(model.kind) == filter.tab)
                rows.push_back(modelRow(model, source));
        }
        std::ranges::stable_sort(rows, [](const MatrixRow &a, const MatrixRow &b) {
            return std::tuple(!a.isFavourite, -a.used) < std::tuple(!b.isFavourite, -b.used);
        });
    }
    std::erase_if(rows, [&](const MatrixRow &row) { return !isWanted(row, filter); });
    return rows;
}

std::array<int, 4> matrixCounts(const MatrixSource &source)
{
    std::array<int, kTabs> counts{};
    for (const ModelRecord &model : source.models)
        ++counts[static_cast<size_t>(tabOf(model.kind))];
    counts[static_cast<size_t>(MatrixTab::Nodes)] = static_cast<int>(nodeRows(source).size());
    counts[static_cast<size_t>(MatrixTab::Workflows)] = static_cast<int>(source.workflows.size());
    return counts;
}

QString nearName(const ModelRecord &model, const std::vector<ModelRecord> &all, const QString &server)
{
    // The longest common beginning, if it is more than half of the name.
    const QString wanted = shortModel(model.name).toLower();
    QString best;
    qsizetype longest = wanted.size() / 2;
    for (const ModelRecord &other : all) {
        if (other.name == model.name || other.kind != model.kind || !other.servers().contains(server))
            continue;
        const QString name = shortModel(other.name).toLower();
        qsizetype common = 0;
        while (common < std::min(name.size(), wanted.size()) && name[common] == wanted[common])
            ++common;
        if (common > longest) {
            longest = common;
            best = other.name;
        }
    }
    return best;
}

} // namespace sc::ui
