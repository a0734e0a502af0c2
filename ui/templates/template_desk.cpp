// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/template_desk.h"

#include "core/library/shared_items.h"
#include "core/project/take_shelf.h"

#include <algorithm>

namespace sc::ui {

using namespace generation;

TemplateDesk::TemplateDesk(AppContext &context, TimelineEditor &editor, QObject *parent)
    : QObject(parent), m_context(context), m_editor(editor)
{
    m_soon.setSingleShot(true);
    m_slice.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &TemplateDesk::refresh);
    connect(&m_slice, &QTimer::timeout, this, &TemplateDesk::look);
    connect(&context, &AppContext::sessionChanged, this, &TemplateDesk::watchSession);
    if (context.shared())
        connect(context.shared(), &library::SharedItems::changed, &m_soon, [this] { m_soon.start(0); });
    connect(&editor, &TimelineEditor::selectionChanged, this, &TemplateDesk::shotsChanged);
    watchSession();
}

void TemplateDesk::watchSession()
{
    m_takes.forget();
    m_statistics.clear();
    if (project::ProjectSession *session = m_context.session()) {
        connect(session, &project::ProjectSession::changed, this, [this](const project::ChangeSet &change) {
            if (change.items)
                m_soon.start(0);
            if (!change.takes.isEmpty())
                m_slice.start(0);
            if (change.project || change.structure || !change.clips.isEmpty())
                Q_EMIT shotsChanged();
        });
    }
    refresh();
    m_slice.start(0);
    Q_EMIT shotsChanged();
}

// A slice of a frame at a time.
void TemplateDesk::look()
{
    constexpr int kSliceMs = 8;
    if (!m_context.session())
        return;
    const bool isThrough = m_takes.look(*m_context.session(), kSliceMs);
    if (!isThrough)
        return m_slice.start(0);
    m_statistics.clear();
    Q_EMIT changed();
}

void TemplateDesk::refresh()
{
    const auto all = studio().everything();
    if (!reported(m_context, all))
        return;
    m_styles = all->styles;
    m_prompts = all->prompts;
    m_words.clear();
    for (const StyleTemplate &style : m_styles) {
        std::vector<StyleWords> words = {{style.prefix, style.suffix}};
        for (const StudioItemVersion &version :
             studio().versionsOf(style.scope, style.id.text()).value_or(std::vector<StudioItemVersion>()))
            words.push_back({version.content[u"prefix"].toString(), version.content[u"suffix"].toString()});
        m_words.insert(style.id.text(), words);
    }
    m_statistics.clear();
    if (!isNew() && !style() && !prompt())
        m_open = !m_styles.empty() ? m_styles.front().id.text() : !m_prompts.empty() ? m_prompts.front().id.text() : QString();
    Q_EMIT changed();
    Q_EMIT openChanged();
}

bool TemplateDesk::isIn(const StyleTemplate &style, const TemplatePlace &place) const
{
    switch (place.kind) {
    case TemplatePlace::Kind::All:
        return true;
    case TemplatePlace::Kind::Favourites:
        return style.isFavourite;
    case TemplatePlace::Kind::UsedHere:
        return m_context.session() && std::ranges::any_of(m_context.session()->timeline().clips, [&](const timeline::Clip &clip) {
                   return clip.generation.styleTemplate == style.id;
               });
    case TemplatePlace::Kind::Category:
        return style.category == place.category;
    case TemplatePlace::Kind::Prompts:
        return false;
    case TemplatePlace::Kind::Project:
        return style.scope == Scope::Project;
    case TemplatePlace::Kind::Shared:
        return style.scope == Scope::Shared;
    }
    return false;
}

int TemplateDesk::countOf(const TemplatePlace &place) const
{
    if (place.kind == TemplatePlace::Kind::Prompts)
        return int(m_prompts.size());
    return int(std::ranges::count_if(m_styles, [&](const StyleTemplate &style) { return isIn(style, place); }));
}

QStringList TemplateDesk::ownCategories() const
{
    QStringList own;
    for (const StyleTemplate &style : m_styles) {
        if (!styleCategories().contains(style.category) && !own.contains(style.category))
            own.append(style.category);
    }
    own.sort(Qt::CaseInsensitive);
    return own;
}

const StyleTemplate *TemplateDesk::style() const
{
    if (m_newStyle)
        return &*m_newStyle;
    if (m_newPrompt)
        return nullptr;
    const auto found = std::ranges::find(m_styles, StyleTemplateId(m_open), &StyleTemplate::id);
    return found == m_styles.end() ? nullptr : &*found;
}

const PromptTemplate *TemplateDesk::prompt() const
{
    if (m_newPrompt)
        return &*m_newPrompt;
    if (m_newStyle)
        return nullptr;
    const auto found = std::ranges::find(m_prompts, PromptTemplateId(m_open), &PromptTemplate::id);
    return found == m_prompts.end() ? nullptr : &*found;
}

void TemplateDesk::open(const QString &id)
{
    m_newStyle.reset();
    m_newPrompt.reset();
    if (m_soon.isActive()) { // it may just have been made
        m_soon.stop();
        m_open = id;
        return refresh();
    }
    m_open = id;
    Q_EMIT openChanged();
    Q_EMIT changed();
}

void TemplateDesk::begin(const StyleTemplate &style)
{
    m_newPrompt.reset();
    m_newStyle = style;
    Q_EMIT openChanged();
    Q_EMIT changed();
}

void TemplateDesk::beginPrompt(const PromptTemplate &prompt)
{
    m_newStyle.reset();
    m_newPrompt = prompt;
    Q_EMIT openChanged();
    Q_EMIT changed();
}

void TemplateDesk::discardNew()
{
    m_newStyle.reset();
    m_newPrompt.reset();
    refresh();
}

bool TemplateDesk::isReadOnly() const
{
    const bool ofProject = (style() && style()->scope == Scope::Project) || (prompt() && prompt()->scope == Scope::Project);
    return ofProject && m_context.session() && m_context.session()->isReadOnly();
}

StyleStatistics TemplateDesk::statisticsOf(const StyleTemplate &style) const
{
    const QString id = style.id.text();
    auto known = m_statistics.constFind(id);
    if (known == m_statistics.constEnd())
        known = m_statistics.insert(id, generation::statisticsOf(m_words.value(id), m_takes.takes(), QDateTime::currentDateTimeUtc()));
    return *known;
}

QString TemplateDesk::previewOf(const StyleTemplate &style) const
{
    const project::ProjectSession *session = m_context.session();
    if (!session)
        return {};
    for (const TakeId &id : statisticsOf(style).takes) {
        const timeline::Take *take = session->takes().find(id);
        if (take && !take->isVideo())
            return session->absolutePath(take->media);
        if (take && !take->thumb.isEmpty())
            return session->absolutePath(take->thumb);
    }
    return {};
}

std::vector<ClipId> TemplateDesk::shots() const
{
    if (!m_context.session())
        return {};
    const timeline::Timeline &timeline = m_context.session()->timeline();
    std::vector<ClipId> ids;
    for (const timeline::Clip &clip : timeline.clips) { // by start
        if (m_editor.selection().contains(clip.id))
            ids.push_back(clip.id);
    }
    return ids;
}

} // namespace sc::ui
