// SPDX-License-Identifier: GPL-3.0-or-later
// What was written before, what is written often, and words that the song knows.
#include "core/base/json.h"
#include "core/generation/generation_service.h"
#include "core/generation/prompt_variables.h"
#include "core/library/library.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/param_panel.h"
#include "ui/generate/prompt_box.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/buttons.h"

#include <QtCore/QJsonArray>
#include <QtWidgets/QMenu>

#include <ranges>

namespace sc::ui {

using namespace generation;

namespace {

const QString kSnippetsSetting = QStringLiteral("generate/snippets");
constexpr int kMostEntries = 16;
constexpr int kMostSnippets = 50;
constexpr int kShownLetters = 60;

QString shortened(const QString &text)
{
    QString line = text.simplified();
    if (line.size() > kShownLetters)
        line = line.left(kShownLetters - 1) + QChar(0x2026);
    return line.replace(u'&', QStringLiteral("&&")); // one is a shortcut in menus
}

QStringList snippetsOf(const library::Library &library)
{
    const auto list = parseJsonArray(library.setting(kSnippetsSetting, QStringLiteral("[]")).toUtf8(), kSnippetsSetting);
    QStringList snippets;
    for (const QJsonValue &each : list.value_or(QJsonArray()))
        snippets.append(each.toString());
    snippets.removeAll(QString());
    return snippets;
}

QMenu *menuFor(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    return menu;
}

} // namespace

void ParamPanel::openHistory()
{
    QMenu *menu = menuFor(this);
    // Of this shot's takes, the newest first; then what is queued and done in the project; then its other shots.
    QStringList prompts;
    const auto add = [&](const QString &text) {
        if (!text.trimmed().isEmpty() && !prompts.contains(text.trimmed()) && text.trimmed() != m_prompt->toPlainText().trimmed() &&
            prompts.size() < kMostEntries)
            prompts.append(text.trimmed());
    };
    for (const timeline::Take &take : m_desk.takes() | std::views::reverse) {
        for (const timeline::PromptPart &part : m_desk.recipeOf(take.id).promptParts) {
            if (part.origin == QLatin1String(kFromClip))
                add(part.text);
        }
    }
    if (const GenerationService *service = m_desk.service()) {
        for (const Job &job : service->jobs() | std::views::reverse) {
            for (const timeline::PromptPart &part : job.promptParts) {
                if (part.origin == QLatin1String(kFromClip))
                    add(part.text);
            }
        }
    }
    for (const timeline::Clip &clip : m_desk.editor().timeline().clips)
        add(clip.imagePrompt);
    for (const QString &text : std::as_const(prompts)) {
        QAction *row = menu->addAction(shortened(text));
        row->setToolTip(text);
        connect(row, &QAction::triggered, this, [this, text] {
            m_prompt->selectAll();
            m_prompt->textCursor().insertText(text);
            m_prompt->setFocus();
        });
    }
    if (prompts.isEmpty())
        menu->addAction(tr("Nothing was written yet"))->setEnabled(false);
    menu->popup(m_history->mapToGlobal(QPoint(0, m_history->height() + 4)));
}

void ParamPanel::openSnippets()
{
    QMenu *menu = menuFor(this);
    library::Library &library = m_desk.context().library();
    const QStringList snippets = snippetsOf(library);
    const auto store = [this](const QStringList &list) {
        (void)reported(m_desk.context(), m_desk.context().library().setSetting(
                                             kSnippetsSetting, QString::fromUtf8(toCompactJson(QJsonArray::fromStringList(list)))));
    };
    for (const QString &text : snippets) {
        QAction *row = menu->addAction(shortened(text));
        row->setToolTip(text);
        connect(row, &QAction::triggered, this, [this, text] { m_prompt->insertWords(text); });
    }
    if (snippets.isEmpty())
        menu->addAction(tr("No snippets yet"))->setEnabled(false);
    menu->addSeparator();
    const QString selected = m_prompt->textCursor().selectedText().trimmed();
    const QString whole = m_prompt->toPlainText().trimmed();
    const QString kept = selected.isEmpty() ? whole : selected;
    QAction *keep = menu->addAction(selected.isEmpty() ? tr("Keep this prompt as a snippet") : tr("Keep the selection as a snippet"));
    keep->setEnabled(!kept.isEmpty() && !snippets.contains(kept) && snippets.size() < kMostSnippets);
    connect(keep, &QAction::triggered, this, [snippets, kept, store] { store(QStringList{kept} + snippets); });
    QMenu *remove = menu->addMenu(tr("Remove"));
    remove->setEnabled(!snippets.isEmpty());
    for (const QString &text : snippets) {
        connect(remove->addAction(shortened(text)), &QAction::triggered, this, [snippets, text, store] {
            QStringList left = snippets;
            left.removeAll(text);
            store(left);
        });
    }
    menu->popup(m_snippets->mapToGlobal(QPoint(0, m_snippets->height() + 4)));
}

void ParamPanel::openVariables()
{
    QMenu *menu = menuFor(this);
    const timeline::Clip *clip = m_desk.clip();
    if (!clip)
        return;
    QStringList names;
    for (const timeline::CharacterUse &use : clip->generation.characters) {
        if (const auto character = m_desk.studio().character(use.character))
            names.append(character->name);
    }
    const PromptVariables values = promptVariables(m_desk.editor().timeline(), *clip, names);
    for (const QString &name : promptVariableNames()) {
        const QString value = values.value(name);
        QAction *row = menu->addAction(QStringLiteral("{%1}\t%2").arg(name, value.isEmpty() ? tr("nothing") : shortened(value)));
        connect(row, &QAction::triggered, this, [this, name] { m_prompt->insertWords(QStringLiteral("{%1}").arg(name)); });
    }
    menu->addSeparator();
    QAction *either = menu->addAction(tr("{rain|snow}\tone of them, by the shot"));
    connect(either, &QAction::triggered, this, [this] { m_prompt->insertWords(QStringLiteral("{rain|snow}")); });
    menu->popup(m_variables->mapToGlobal(QPoint(0, m_variables->height() + 4)));
}

} // namespace sc::ui
