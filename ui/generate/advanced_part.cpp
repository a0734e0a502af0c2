// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/advanced_part.h"

#include "core/generation/generation_service.h"
#include "core/generation/shot_workflow.h"
#include "core/generation/workflow_shelf.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/picture_field.h"
#include "ui/generate/value_field.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

// The usual ones; what a server lists beyond them is taken from there.
QStringList usual(const char *names)
{
    return QString::fromLatin1(names).split(u' ');
}

QStringList offered(GenerateDesk &desk, const char *input, const QStringList &atLeast)
{
    QStringList all = atLeast;
    for (const PreflightPlace &place : desk.nodes().places(desk.server())) {
        if (!place.nodes)
            continue;
        for (const QString &name : place.nodes->choices(QStringLiteral("KSampler"), QLatin1String(input))) {
            if (!all.contains(name))
                all.append(name);
        }
    }
    return all;
}

void fill(FieldChoice &choice, const QStringList &names, const QString &current)
{
    QStringList all = names;
    if (!current.isEmpty() && !all.contains(current))
        all.prepend(current);
    std::vector<FieldChoice::Option> options;
    for (const QString &name : std::as_const(all))
        options.push_back({name, name});
    const QSignalBlocker quiet(&choice);
    choice.setOptions(std::move(options), std::max(0, int(all.indexOf(current))));
}

QWidget *labelled(const QString &label, QWidget *field, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary, row));
    layout->addWidget(field);
    return row;
}

} // namespace

AdvancedPart::AdvancedPart(GenerateDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_refiner(new Switch(tr("Refiner"), this)),
      m_refinerRow(new QWidget(this)),
      m_switchPoint(new ValueField(tr("Refiner from"), {0, 1, 0.05, 2, 0}, this)),
      m_clipSkip(new ValueField(tr("Clip skip"), {1, 12, 1, 0, 0}, this)),
      m_pag(new ValueField(tr("PAG"), {0, 10, 0.1, 1, 0}, this)),
      m_denoise(new ValueField(tr("Change from start"), {0, 1, 0.05, 2, 0}, this)),
      m_sampler(new FieldChoice(tr("Sampler"), this)),
      m_scheduler(new FieldChoice(tr("Scheduler"), this)),
      m_init(new PictureField(desk, tr("Start picture"), QStringLiteral("init_image"), this)),
      m_end(new PictureField(desk, tr("End picture"), QStringLiteral("end_image"), this)),
      m_controlType(new FieldChoice(tr("Control"), this)),
      m_control(new PictureField(desk, tr("Control picture"), QStringLiteral("control.image"), this)),
      m_controlStrength(new ValueField(tr("Control strength"), {0, 2, 0.05, 2, 0}, this)),
      m_face(new PictureField(desk, tr("Face"), QStringLiteral("face_swap.face_image"), this)),
      m_workflow(new FieldChoice(tr("Workflow"), this)),
      m_import(new PushButton(tr("Import..."), ControlKind::Default, this)),
      m_workflowProblem(new TextLabel({}, TextStyle::Caption, Ink::Danger, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    const auto pair = [&](QWidget *left, QWidget *right) {
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        row->addWidget(left, 1);
        row->addWidget(right, 1);
        layout->addLayout(row);
    };
    pair(labelled(tr("Sampler"), m_sampler, this), labelled(tr("Scheduler"), m_scheduler, this));
    pair(m_clipSkip, m_pag);
    auto *refiner = new QHBoxLayout(m_refinerRow);
    refiner->setContentsMargins(0, 0, 0, 0);
    refiner->addWidget(new TextLabel(tr("Refiner"), TextStyle::Body, Ink::Primary, m_refinerRow), 1);
    refiner->addWidget(m_refiner);
    layout->addWidget(m_refinerRow);
    layout->addWidget(m_switchPoint);
    layout->addWidget(m_init);
    layout->addWidget(m_end);
    layout->addWidget(m_denoise);
    layout->addWidget(m_control);
    m_controlType->setOptions({{tr("Depth"), QStringLiteral("depth")},
                               {tr("Pose"), QStringLiteral("openpose")},
                               {tr("Edges"), QStringLiteral("canny")},
                               {tr("Scribble"), QStringLiteral("scribble")}});
    pair(labelled(tr("Control"), m_controlType, this), m_controlStrength);
    layout->addWidget(m_face);
    auto *own = new QHBoxLayout;
    own->setSpacing(6);
    own->addWidget(m_workflow, 1);
    own->addWidget(m_import);
    auto *ownBox = new QVBoxLayout;
    ownBox->setSpacing(4);
    ownBox->addWidget(new TextLabel(tr("Workflow of my own"), TextStyle::Caption, Ink::Secondary, this));
    ownBox->addLayout(own);
    m_workflowProblem->setWrap(true);
    m_workflowProblem->hide();
    ownBox->addWidget(m_workflowProblem);
    layout->addLayout(ownBox);

    const auto number = [this](ValueField *field, const char *key) {
        connect(field, &ValueField::committed, this, [this, key](double value) { (void)m_desk.setParam(QLatin1String(key), value); });
        connect(field, &ValueField::resetRequested, this, [this, key] { (void)m_desk.setParam(QLatin1String(key), QJsonValue()); });
    };
    number(m_clipSkip, "clip_skip");
    number(m_pag, "pag_scale");
    number(m_denoise, "denoise");
    connect(m_sampler, &FieldChoice::currentChanged, this,
            [this] { (void)m_desk.setParam(QStringLiteral("sampler"), m_sampler->value().toString()); });
    connect(m_scheduler, &FieldChoice::currentChanged, this,
            [this] { (void)m_desk.setParam(QStringLiteral("scheduler"), m_scheduler->value().toString()); });
    connect(m_refiner, &QAbstractButton::clicked, this, [this](bool on) {
        (void)m_desk.setParam(QStringLiteral("refiner"), on ? QJsonValue(QJsonObject{{QStringLiteral("switch"), 0.8}}) : QJsonValue());
    });
    connect(m_switchPoint, &ValueField::committed, this, [this](double at) {
        (void)m_desk.setParam(QStringLiteral("refiner"), QJsonObject{{QStringLiteral("switch"), at}});
    });
    const auto control = [this](const QString &key, const QJsonValue &value) {
        const timeline::Clip *clip = m_desk.clip();
        QJsonObject part = clip ? clip->generation.params.value(u"control").toObject() : QJsonObject();
        if (part.isEmpty())
            return;
        part.insert(key, value);
        (void)m_desk.setParam(QStringLiteral("control"), part);
    };
    connect(m_controlType, &FieldChoice::currentChanged, this,
            [this, control] { control(QStringLiteral("type"), m_controlType->value().toString()); });
    connect(m_controlStrength, &ValueField::committed, this, [control](double value) { control(QStringLiteral("strength"), value); });
    connect(m_workflow, &FieldChoice::currentChanged, this, [this] { chooseWorkflow(m_workflow->value().toString()); });
    connect(m_import, &QAbstractButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(window(), tr("Import a workflow"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters({tr("Workflows (*.json *.png)"), tr("All files (*)")});
        connect(dialog, &QFileDialog::fileSelected, this, &AdvancedPart::importWorkflow);
        dialog->open();
    });
    fillWorkflows();
}

void AdvancedPart::refresh()
{
    const comfy::GenerationParams params = m_desk.effective();
    const comfy::ModelFamily *family = m_desk.family();
    const bool movie = m_desk.kind() == comfy::MediaKind::Video;
    fill(*m_sampler, offered(m_desk, "sampler_name", usual("euler euler_ancestral dpmpp_2m dpmpp_2m_sde ddim uni_pc")), params.sampler);
    fill(*m_scheduler, offered(m_desk, "scheduler", usual("normal karras simple sgm_uniform beta")), params.scheduler);
    m_clipSkip->setValue(params.clipSkip.value_or(1), m_desk.isOwn("clip_skip"));
    m_pag->setValue(params.pagScale, m_desk.isOwn("pag_scale"));
    m_denoise->setValue(params.denoise, m_desk.isOwn("denoise"));
    m_denoise->setVisible(!params.initImage.isEmpty());
    const bool hasRefiner = family && family->hasRefiner && !movie;
    m_refinerRow->setVisible(hasRefiner);
    m_refiner->setChecked(params.refiner.has_value());
    m_switchPoint->setVisible(hasRefiner && params.refiner);
    m_switchPoint->setValue(params.refiner ? params.refiner->switchPoint : 0.8, params.refiner.has_value());
    for (PictureField *field : {m_init, m_end, m_control, m_face})
        field->refresh();
    m_end->setVisible(movie);
    const timeline::Clip *clip = m_desk.clip();
    const bool hasControl = clip && clip->generation.params.contains(u"control");
    m_controlType->parentWidget()->setVisible(hasControl);
    m_controlStrength->setVisible(hasControl);
    if (hasControl && params.control) {
        const QSignalBlocker quiet(m_controlType);
        m_controlType->setValue(comfy::controlTypeName(params.control->type));
        m_controlStrength->setValue(params.control->strength, true);
    }
    const bool editable = clip && !m_desk.isLocked();
    for (QWidget *field : {static_cast<QWidget *>(m_sampler), static_cast<QWidget *>(m_scheduler), static_cast<QWidget *>(m_clipSkip),
                           static_cast<QWidget *>(m_pag), static_cast<QWidget *>(m_denoise), static_cast<QWidget *>(m_refiner),
                           static_cast<QWidget *>(m_switchPoint)})
        field->setEnabled(editable);
    m_workflow->setEnabled(editable);
    if (m_shownWorkflow != (clip ? workflowIdOf(*clip) : QString()))
        fillWorkflows();
    checkWorkflow();
}

QString AdvancedPart::workflowProblem() const
{
    return m_workflowProblem->isVisibleTo(this) ? m_workflowProblem->text() : QString();
}

void AdvancedPart::fillWorkflows()
{
    std::vector<FieldChoice::Option> options{{tr("The program's own"), QString()}};
    int current = 0;
    const QString wanted = m_desk.clip() ? workflowIdOf(*m_desk.clip()) : QString();
    if (m_desk.service()) {
        for (const OwnWorkflow &workflow : WorkflowShelf(m_desk.service()->profile()).all().workflows) {
            if (workflow.id == wanted)
                current = int(options.size());
            options.push_back({workflow.name, workflow.id});
        }
    }
    if (!wanted.isEmpty() && current == 0) {
        current = int(options.size());
        options.push_back({tr("Not on this computer"), wanted});
    }
    m_shownWorkflow = wanted;
    const QSignalBlocker quiet(m_workflow);
    m_workflow->setOptions(std::move(options), current);
    m_import->setDisabledReason(m_desk.service() ? QString() : tr("Generation is not available here."));
}

void AdvancedPart::chooseWorkflow(const QString &id)
{
    if (id.isEmpty() || !m_desk.service()) {
        m_desk.setWorkflow({});
        return;
    }
    auto found = WorkflowShelf(m_desk.service()->profile()).find(id);
    if (!found) {
        m_desk.editor().report(found.error());
        return;
    }
    m_desk.setKind(found->kind);
    m_desk.setWorkflow(found->id);
}

void AdvancedPart::importWorkflow(const QString &path)
{
    const auto refuse = [this](const Problem &problem) {
        m_workflowProblem->setText(problem.detail().isEmpty() ? problem.text() : problem.text() + u' ' + problem.detail());
        m_workflowProblem->show();
    };
    QFile file(path);
    if (!m_desk.service())
        return;
    if (!file.open(QIODevice::ReadOnly))
        return refuse(Problem(ProblemCode::PermissionDenied, tr("The file cannot be read.")).withDetail(file.errorString()));
    const auto workflow =
        generation::importWorkflow(file.read(kMaxWorkflowBytes + 1), QFileInfo(path).completeBaseName(), comfy::ObjectInfo::builtIn());
    if (!workflow)
        return refuse(workflow.error());
    const WorkflowShelf shelf(m_desk.service()->profile());
    if (const auto saved = shelf.save(*workflow); !saved)
        return refuse(saved.error());
    m_workflowProblem->hide();
    m_desk.setKind(workflow->kind);
    m_desk.setWorkflow(workflow->id);
    fillWorkflows();
}

// What the servers lack for it, each with the node and what is wrong there.
void AdvancedPart::checkWorkflow()
{
    const OwnWorkflow *workflow = m_desk.workflow();
    if (!workflow)
        return m_workflowProblem->hide();
    QStringList problems;
    bool fits = false;
    for (const PreflightPlace &place : m_desk.nodes().places(m_desk.server())) {
        if (!place.nodes)
            continue;
        const auto fit = workflowFits(*workflow, {{QStringLiteral("prompt"), QStringLiteral("x")}}, *place.nodes);
        fits = fits || fit.has_value();
        if (!fit)
            problems.append(tr("%1: %2 %3").arg(place.server.name, fit.error().text(), fit.error().detail()).simplified());
    }
    m_workflowProblem->setText(problems.join(QChar(u'\n')));
    m_workflowProblem->setVisible(!fits && !problems.isEmpty());
}

} // namespace sc::ui
