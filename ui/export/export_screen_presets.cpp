// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_screen.h"

#include "core/library/library.h"
#include "core/project/project_session.h"
#include "ui/export/export_form.h"
#include "ui/export/export_presets.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/ways_out.h"

#include <QtWidgets/QInputDialog>

#include <algorithm>

// Presets and former runs: choosing, keeping, repeating.
namespace sc::ui {

std::vector<render::ExportPreset> ExportScreen::allPresets() const
{
    std::vector<render::ExportPreset> all = m_own;
    all.insert(all.end(), render::builtInPresets().begin(), render::builtInPresets().end());
    return all;
}

const render::ExportPreset *ExportScreen::preset(const QString &id) const
{
    const auto own = std::ranges::find(m_own, id, &render::ExportPreset::id);
    if (own != m_own.end())
        return &*own;
    const auto &builtIn = render::builtInPresets();
    const auto found = std::ranges::find(builtIn, id, &render::ExportPreset::id);
    return found == builtIn.end() ? nullptr : &*found;
}

void ExportScreen::choosePreset(const QString &id)
{
    const render::ExportPreset *chosen = preset(id);
    if (chosen == nullptr)
        return;
    m_presets->setCurrent(id);
    m_presetName = chosen->name;
    m_ownDestination = false;
    m_job.kind = chosen->kind;
    m_job.options = m_edited.value(id, chosen->options);
    m_title->setText(chosen->name);
    if (m_context.session() != nullptr && isVisible())
        refresh();
}

// With the options it had. What it was begun with is there as long as a preset of its kind is.
void ExportScreen::repeat(const project::ExportRecord &record)
{
    const std::vector<render::ExportPreset> presets = allPresets();
    auto found = std::ranges::find_if(presets, [&](const auto &each) { return each.name == record.preset && each.kind == record.kind; });
    if (found == presets.end())
        found = std::ranges::find(presets, record.kind, &render::ExportPreset::kind);
    if (found == presets.end())
        return;
    const render::ExportJob job = render::jobOf(record);
    if (!job.options.isEmpty())
        m_edited.insert(found->id, job.options);
    choosePreset(found->id);
    setDestination(job.destination);
}

Result<> ExportScreen::keepPresets(const std::vector<render::ExportPreset> &presets)
{
    SC_TRY(m_context.library().setSetting(render::kPresetsSetting, render::toText(presets)));
    m_own = presets;
    const project::ProjectSession *session = m_context.session();
    m_presets->setPresets(m_own, session != nullptr ? &session->timeline().project : nullptr);
    return {};
}

Result<> ExportScreen::keepAsPreset(const QString &name)
{
    SC_TRY_ASSIGN(presets, render::withPreset(m_own, {{}, name, m_job.kind, m_job.options, false}));
    SC_TRY(keepPresets(presets));
    m_edited.remove(m_presets->current());
    choosePreset(m_own.back().id);
    return {};
}

void ExportScreen::askForPreset()
{
    bool isGood = false;
    const QString name = QInputDialog::getText(this, tr("Save as preset"), tr("Name of the preset"), QLineEdit::Normal, QString(), &isGood);
    if (isGood)
        (void)reported(m_context, keepAsPreset(name));
}

void ExportScreen::renamePreset(const QString &id)
{
    const render::ExportPreset *known = preset(id);
    if (known == nullptr)
        return;
    bool isGood = false;
    const QString name =
        QInputDialog::getText(this, tr("Rename preset"), tr("Name of the preset"), QLineEdit::Normal, known->name, &isGood);
    if (!isGood)
        return;
    render::ExportPreset renamed = *known;
    renamed.name = name;
    const auto presets = render::withPreset(m_own, renamed);
    if (reported(m_context, presets) && reported(m_context, keepPresets(*presets)))
        choosePreset(id);
}

void ExportScreen::deletePreset(const QString &id)
{
    std::vector<render::ExportPreset> presets = m_own;
    std::erase_if(presets, [&](const render::ExportPreset &each) { return each.id == id; });
    if (!reported(m_context, keepPresets(presets)))
        return;
    m_edited.remove(id);
    if (m_presets->current() == id)
        choosePreset(QStringLiteral("finalcut"));
}

} // namespace sc::ui
