// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/model_dialog.h"

#include "core/library/library.h"
#include "ui/analysis/music_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/text_label.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QGridLayout>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kWidth = 560;
constexpr size_t kMostShown = 10; // labels of each side

QString labelWords(const audio::Label &label)
{
    return QStringLiteral("%1  %2").arg(sectionWord(audio::labelTitle(label.name)), percent(label.confidence));
}

std::vector<audio::Label> surest(std::vector<audio::Label> labels)
{
    std::ranges::stable_sort(labels, std::greater(), &audio::Label::confidence);
    if (labels.size() > kMostShown)
        labels.resize(kMostShown);
    return labels;
}

} // namespace

ModelDialog::ModelDialog(AppContext &context, SongView *song, QWidget *parent, audio::ModelRunnerOptions runner)
    : QDialog(parent), m_context(context), m_song(song), m_runner(std::move(runner))
{
    setWindowTitle(tr("A model of my own"));
    setFixedWidth(kWidth);
    build();
    const QString setting = context.library().setting(audio::kUserModelSetting);
    m_onnx = setting.section(u'\n', 0, 0);
    m_labels = setting.section(u'\n', 1, 1);
    read();
}

ModelDialog::~ModelDialog()
{
    m_cancel.cancel();
}

void ModelDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, space::kDialogPadding);
    layout->setSpacing(10);
    layout->addWidget(new TextLabel(tr("A model of my own"), TextStyle::Title, Ink::Primary, this));
    auto *words = new TextLabel(tr("An ONNX file that hears genres, moods, instruments or tags, and a JSON file that says what its numbers "
                                   "mean. It runs on this machine, in a process of its own. Its labels stand beside the built-in ones and "
                                   "name their source."),
                                TextStyle::Body, Ink::Secondary, this);
    words->setWrap(true);
    layout->addWidget(words);
    const auto fileRow = [&](const QString &name, TextLabel *&value, const std::function<void()> &choose) {
        auto *row = new QHBoxLayout;
        row->setSpacing(10);
        auto *label = new TextLabel(name, TextStyle::Caption, Ink::Secondary, this);
        label->setFixedWidth(72);
        row->addWidget(label);
        value = new TextLabel({}, TextStyle::Body, Ink::Primary, this);
        value->setElide(Qt::ElideMiddle);
        row->addWidget(value, 1);
        auto *button = new PushButton(tr("Choose..."), ControlKind::Default, this);
        button->setAccessibleName(tr("Choose: %1").arg(name));
        connect(button, &QAbstractButton::clicked, this, choose);
        row->addWidget(button);
        layout->addLayout(row);
    };
    fileRow(tr("Model"), m_file, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Choose a model"), QFileInfo(m_onnx).path(), tr("ONNX models (*.onnx)"));
        if (!file.isEmpty())
            chooseModel(file);
    });
    fileRow(tr("Labels"), m_labelFile, [this] {
        const QString file =
            QFileDialog::getOpenFileName(this, tr("Choose its description"), QFileInfo(m_onnx).path(), tr("Descriptions (*.json)"));
        if (!file.isEmpty())
            chooseLabels(file);
    });
    m_facts = new TextLabel({}, TextStyle::Body, Ink::Secondary, this);
    m_facts->setWrap(true);
    layout->addWidget(m_facts);
    m_problem = new TextLabel({}, TextStyle::Body, Ink::Danger, this);
    m_problem->setWrap(true);
    layout->addWidget(m_problem);
    m_detail = new TextLabel({}, TextStyle::Caption, Ink::Secondary, this);
    m_detail->setWrap(true);
    layout->addWidget(m_detail);
    m_table = new QGridLayout;
    m_table->setHorizontalSpacing(24);
    m_table->setVerticalSpacing(4);
    m_table->setColumnStretch(0, 1);
    m_table->setColumnStretch(1, 1);
    layout->addLayout(m_table);
    layout->addStretch(1);

    auto *buttons = new QHBoxLayout;
    m_try = new PushButton(tr("Try it on this song"), ControlKind::Default, this);
    connect(m_try, &QAbstractButton::clicked, this, &ModelDialog::tryIt);
    buttons->addWidget(m_try);
    m_ring = new BusyRing(16, this);
    buttons->addWidget(m_ring);
    buttons->addStretch();
    m_remove = new PushButton(tr("Use it no more"), ControlKind::Default, this);
    connect(m_remove, &QAbstractButton::clicked, this, &ModelDialog::remove);
    buttons->addWidget(m_remove);
    m_use = new PushButton(tr("Use it"), ControlKind::Primary, this);
    connect(m_use, &QAbstractButton::clicked, this, &ModelDialog::use);
    buttons->addWidget(m_use);
    auto *close = new PushButton(tr("Close"), ControlKind::Default, this);
    connect(close, &QAbstractButton::clicked, this, &QDialog::accept);
    buttons->addWidget(close);
    layout->addLayout(buttons);
}

void ModelDialog::chooseModel(const QString &onnxPath)
{
    m_onnx = onnxPath;
    m_labels.clear();
    read();
}

void ModelDialog::chooseLabels(const QString &descriptionPath)
{
    m_labels = descriptionPath;
    read();
}

void ModelDialog::read()
{
    m_cancel.cancel();
    m_cancel = {};
    ++m_generation;
    m_trying = m_tried = false;
    m_said.clear();
    m_model.reset();
    m_problem->setText({});
    m_detail->setText({});
    if (!m_onnx.isEmpty()) {
        if (const auto model = audio::readUserModel(m_onnx, m_labels))
            m_model = *model;
        else
            showProblem(model.error());
    }
    refresh();
}

void ModelDialog::showProblem(const Problem &problem)
{
    m_problem->setText(problem.text());
    m_detail->setText(problem.detail());
}

QString ModelDialog::problem() const
{
    return m_problem->text();
}

bool ModelDialog::isUsed() const
{
    return !m_onnx.isEmpty() && m_context.library().setting(audio::kUserModelSetting) == audio::userModelSetting(m_onnx, m_labels);
}

void ModelDialog::refresh()
{
    m_file->setText(m_onnx.isEmpty() ? tr("none") : m_onnx);
    const QFileInfo onnx(m_onnx);
    m_labelFile->setText(!m_labels.isEmpty() ? m_labels
                         : m_onnx.isEmpty()  ? tr("none")
                                             : tr("%1.json beside the model").arg(onnx.completeBaseName()));
    m_facts->setText(m_model ? tr("%1, licence: %2. %n labels, listens at %3 kHz.", nullptr, int(m_model->labels.size()))
                                   .arg(m_model->name, m_model->licence, QString::number(m_model->sampleRate / 1000.0))
                             : QString());
    m_facts->setVisible(m_model.has_value());
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_detail->setVisible(!m_detail->text().isEmpty());
    m_try->setEnabled(m_model && m_song->analysis() && !m_trying);
    m_try->setToolTip(m_model ? QString() : tr("Choose a model that fits first"));
    m_ring->setVisible(m_trying);
    m_use->setEnabled(m_model && !isUsed());
    m_use->setVisible(!isUsed() || !m_model);
    m_remove->setVisible(!m_context.library().setting(audio::kUserModelSetting).isEmpty());
    fillLabels();
}

void ModelDialog::fillLabels()
{
    clearLayout(m_table);
    if (!m_model || !m_song->analysis() || !m_tried)
        return;
    std::vector<audio::Label> own = m_song->analysis()->labels;
    std::erase_if(own, [](const audio::Label &label) { return !label.source.isEmpty(); });
    int column = 0;
    for (const auto &[name, labels] : {std::pair(tr("Built in"), surest(own)), std::pair(m_model->name, surest(m_said))}) {
        int line = 0;
        m_table->addWidget(new TextLabel(name, TextStyle::Strong, Ink::Primary, this), line++, column);
        for (const audio::Label &label : labels)
            m_table->addWidget(new TextLabel(labelWords(label), TextStyle::Body, Ink::Secondary, this), line++, column);
        if (labels.empty())
            m_table->addWidget(new TextLabel(tr("nothing it is sure of"), TextStyle::Body, Ink::Tertiary, this), line++, column);
        ++column;
    }
}

void ModelDialog::tryIt()
{
    if (!m_model || m_trying || m_song->file().isEmpty())
        return;
    m_trying = true;
    m_problem->setText({});
    m_detail->setText({});
    refresh();
    QtConcurrent::run([song = m_song->file(), model = *m_model, runner = m_runner, cancel = m_cancel] {
        return audio::labelsByModel(song, model, runner, cancel);
    }).then(this, [this, generation = m_generation](const Result<std::vector<audio::Label>> &said) {
        if (generation != m_generation)
            return;
        m_trying = false;
        m_tried = said.has_value();
        m_said = said.value_or(std::vector<audio::Label>());
        if (!said)
            showProblem(said.error());
        refresh();
    });
}

void ModelDialog::use()
{
    if (m_model && reported(m_context, m_context.library().setSetting(audio::kUserModelSetting, audio::userModelSetting(m_onnx, m_labels))))
        refresh();
}

void ModelDialog::remove()
{
    if (!reported(m_context, m_context.library().setSetting(audio::kUserModelSetting, {})))
        return;
    m_onnx.clear();
    m_labels.clear();
    read();
}

} // namespace sc::ui
