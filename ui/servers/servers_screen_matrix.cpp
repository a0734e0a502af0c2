// SPDX-License-Identifier: GPL-3.0-or-later
// The models, nodes and workflows of the servers, and the page beside them.
#include "ui/servers/servers_screen.h"

#include "core/generation/queue_edits.h"
#include "ui/servers/matrix_view.h"
#include "ui/servers/model_page.h"
#include "ui/servers/practice_card.h"
#include "ui/servers/time_words.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialog>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

namespace sc::ui {

using namespace generation;

void ServersScreen::buildMatrix()
{
    m_matrixPanel = new Panel(this);
    auto *layout = new QVBoxLayout(m_matrixPanel);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 10, 10, 8);
    bar->setSpacing(8);
    m_tabs = new Segment({{tr("Models"), {}}, {tr("LoRAs"), {}}, {tr("Nodes"), {}}, {tr("Workflows"), {}}}, m_matrixPanel);
    bar->addWidget(m_tabs);
    m_needed = new Chip(tr("Needed by the queue"), m_matrixPanel);
    m_missing = new Chip(tr("Missing somewhere"), m_matrixPanel);
    for (Chip *chip : {m_needed, m_missing}) {
        chip->setTall(true);
        chip->setCheckable(true);
        bar->addWidget(chip);
    }
    bar->addStretch(1);
    m_search = new SearchField(tr("Find a model"), m_matrixPanel);
    m_search->setMinimumWidth(110);
    m_search->setMaximumWidth(190);
    bar->addWidget(m_search, 1);
    m_pageButton = new IconButton(QStringLiteral("info"), tr("Model page"), m_matrixPanel);
    bar->addWidget(m_pageButton);
    m_import = new PushButton(tr("Import workflow"), ControlKind::Default, m_matrixPanel);
    bar->addWidget(m_import);
    m_add = new PushButton(tr("Add server"), ControlKind::Primary, m_matrixPanel);
    m_add->setIconName(QStringLiteral("plus"));
    bar->addWidget(m_add);
    layout->addLayout(bar);
    m_matrixModel = new MatrixModel(this);
    m_matrix = new MatrixView(*m_matrixModel, m_matrixPanel);
    layout->addWidget(m_matrix, 1);
    m_emptyMatrix = new EmptyState(QStringLiteral("search"), {}, {}, m_matrixPanel);
    layout->addWidget(m_emptyMatrix, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(10, 8, 10, 10);
    m_foot = new TextLabel(tr("loaded: in memory now   here: on disk   missing: jobs that need it go elsewhere"), TextStyle::CaptionLight,
                           Ink::Secondary, m_matrixPanel);
    foot->addWidget(m_foot, 1);
    m_counts = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, m_matrixPanel);
    foot->addWidget(m_counts);
    auto *again = new PushButton(tr("Read again"), ControlKind::Quiet, m_matrixPanel);
    foot->addWidget(again);
    layout->addLayout(foot);
    connect(m_tabs, &Segment::currentChanged, this, [this](int tab) {
        MatrixFilter filter = m_filter;
        filter.tab = static_cast<MatrixTab>(tab);
        setFilter(filter);
    });
    connect(m_needed, &QAbstractButton::toggled, this, [this](bool on) {
        MatrixFilter filter = m_filter;
        filter.neededOnly = on;
        setFilter(filter);
    });
    connect(m_missing, &QAbstractButton::toggled, this, [this](bool on) {
        MatrixFilter filter = m_filter;
        filter.missingOnly = on;
        setFilter(filter);
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        MatrixFilter filter = m_filter;
        filter.text = text;
        setFilter(filter);
    });
    connect(m_add, &QAbstractButton::clicked, this, [this] { addServer(); });
    connect(m_import, &QAbstractButton::clicked, this, [this] { importWorkflow({}); });
    connect(again, &QAbstractButton::clicked, this, [this] {
        readLists();
        m_seenNodes.clear();
        checkAll();
    });
    connect(m_pageButton, &QAbstractButton::clicked, this, &ServersScreen::togglePage);
    connect(m_matrix, &MatrixView::rowChosen, this, &ServersScreen::showRow);
    connect(m_matrix, &MatrixView::favouriteToggled, this, &ServersScreen::toggleFavourite);
}

void ServersScreen::readLists()
{
    if (!m_feed)
        return;
    const ProfilePaths &profile = m_context.generation()->profile();
    if (const auto catalog = ModelCatalog::load(profile))
        m_source.models = catalog->all();
    else
        report(catalog.error());
    const WorkflowShelf::Listing workflows = WorkflowShelf(profile).all();
    m_source.workflows = workflows.workflows;
    for (const Problem &problem : workflows.problems)
        report(problem);
    if (auto figures = m_context.generation()->store().learned())
        m_figures = *figures;
}

// What a server lists is noted in the catalogue when it told something new.
void ServersScreen::takeNodes()
{
    const ProfilePaths &profile = m_context.generation()->profile();
    std::vector<const ServerState *> fresh;
    for (const ServerState &state : m_feed->servers()) {
        if (state.nodes && state.server.kind != ServerKind::RunPod && m_seenNodes.value(state.server.id.text()) != state.nodes.get())
            fresh.push_back(&state);
    }
    if (fresh.empty())
        return;
    auto catalog = ModelCatalog::load(profile);
    if (!catalog)
        return;
    for (const ServerState *state : fresh) {
        m_seenNodes.insert(state->server.id.text(), state->nodes.get());
        (void)catalog->see(state->server.name, *state->nodes, utcNow());
    }
    if (reported(m_context, catalog->save(profile)))
        m_source.models = catalog->all();
}

void ServersScreen::refreshMatrix()
{
    m_source.servers = m_feed->servers();
    m_source.used.clear();
    m_source.needed.clear();
    countUses(m_context.generation()->jobs(), m_source);
    m_matrixModel->setRows(matrixRows(m_source, m_filter), m_source.servers);
    const auto counts = matrixCounts(m_source);
    m_counts->setText(
        tr("%1 models, %2 LoRAs, %3 packages of nodes, %4 workflows").arg(counts[0]).arg(counts[1]).arg(counts[2]).arg(counts[3]));
    const bool isEmpty = m_matrixModel->rows().empty();
    const bool isFiltered = !m_filter.text.isEmpty() || m_filter.missingOnly || m_filter.neededOnly;
    m_matrix->setVisible(!isEmpty);
    m_emptyMatrix->setVisible(isEmpty);
    if (isEmpty && isFiltered)
        m_emptyMatrix->setWords(tr("Nothing matches"), tr("Take a filter away, or look for another name."));
    else if (isEmpty && m_filter.tab == MatrixTab::Workflows)
        m_emptyMatrix->setWords(tr("No workflows of your own"), tr("Import one that was saved in ComfyUI's API format."));
    else if (isEmpty)
        m_emptyMatrix->setWords(tr("No server has told what it has"), tr("The lists come when a server is online."));
    m_import->setVisible(m_filter.tab == MatrixTab::Workflows);
    if (m_matrix->currentId().isEmpty() && !m_page->shownId().isEmpty())
        m_matrix->setCurrentId(m_page->shownId());
}

void ServersScreen::setFilter(const MatrixFilter &filter)
{
    m_filter = filter;
    m_tabs->setCurrent(static_cast<int>(filter.tab));
    m_needed->setChecked(filter.neededOnly);
    m_missing->setChecked(filter.missingOnly);
    if (m_search->text() != filter.text)
        m_search->setText(filter.text);
    const bool hasNeeded = filter.tab == MatrixTab::Models || filter.tab == MatrixTab::Loras;
    m_needed->setVisible(hasNeeded);
    if (m_feed)
        refreshMatrix();
}

void ServersScreen::showRow(const QString &id)
{
    const auto row = std::ranges::find(m_matrixModel->rows(), id, &MatrixRow::id);
    if (row == m_matrixModel->rows().end())
        return m_page->showNothing();
    if (m_filter.tab == MatrixTab::Nodes) {
        QStringList classes;
        for (const ServerState &state : m_source.servers) {
            if (!state.nodes)
                continue;
            for (const QString &name : state.nodes->classNames()) {
                const QString package = state.nodes->find(name)->package;
                const bool isCustom = package.startsWith(QLatin1String("custom_nodes."));
                if ((isCustom ? package.section(u'.', 1) : QStringLiteral("ComfyUI")) == id && !classes.contains(name))
                    classes.append(name);
            }
        }
        classes.sort(Qt::CaseInsensitive);
        m_page->showPackage(*row, classes, m_source);
        return;
    }
    if (m_filter.tab == MatrixTab::Workflows) {
        const auto workflow = std::ranges::find(m_source.workflows, id, &OwnWorkflow::id);
        if (workflow != m_source.workflows.end())
            m_page->showWorkflow(*workflow, *row, m_source);
        return;
    }
    const auto model = std::ranges::find(m_source.models, id, &ModelRecord::name);
    if (model != m_source.models.end())
        m_page->showModel(*model, m_source, *row, m_figures);
}

void ServersScreen::keepModel(const ModelRecord &model)
{
    auto catalog = ModelCatalog::load(m_context.generation()->profile());
    if (!reported(m_context, catalog) || !reported(m_context, catalog->change(model)) ||
        !reported(m_context, catalog->save(m_context.generation()->profile())))
        return;
    m_source.models = catalog->all();
    refreshMatrix();
}

void ServersScreen::toggleFavourite(const QString &id)
{
    const auto model = std::ranges::find(m_source.models, id, &ModelRecord::name);
    if (model == m_source.models.end())
        return;
    ModelRecord edited = *model;
    if (!edited.tags.removeOne(kFavouriteTag))
        edited.tags.append(kFavouriteTag);
    keepModel(edited);
}

const Server *ServersScreen::currentServer() const
{
    const ServerState *state = m_feed ? m_feed->server(m_current) : nullptr;
    return state ? &state->server : nullptr;
}

void ServersScreen::importWorkflow(const QString &file)
{
    if (!m_feed)
        return;
    if (file.isEmpty()) {
        const QString chosen = QFileDialog::getOpenFileName(window(), tr("Import a workflow"), {}, tr("ComfyUI workflows (*.json *.png)"));
        if (!chosen.isEmpty())
            importWorkflow(chosen);
        return;
    }
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return report(Problem(ProblemCode::MediaMissing, tr("The file \"%1\" cannot be read.").arg(QFileInfo(file).fileName())));
    comfy::ObjectInfo info = comfy::ObjectInfo::builtIn();
    for (const ServerState &state : m_feed->servers()) {
        if (state.nodes)
            info.merge(*state.nodes);
    }
    const auto workflow = generation::importWorkflow(source.read(kMaxWorkflowBytes + 1), QFileInfo(file).completeBaseName(), info);
    if (!reported(m_context, workflow))
        return;
    if (!reported(m_context, WorkflowShelf(m_context.generation()->profile()).save(*workflow)))
        return;
    readLists();
    MatrixFilter filter;
    filter.tab = MatrixTab::Workflows;
    setFilter(filter);
    m_matrix->setCurrentId(workflow->id);
    tell(tr("%1 is imported").arg(workflow->name), tr("%1 inputs can be filled in for each job.").arg(workflow->bindings.size()));
}

} // namespace sc::ui
