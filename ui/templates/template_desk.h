// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/style_preview.h"
#include "core/generation/style_statistics.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/picture_cache.h"

#include <QtCore/QTimer>

namespace sc::ui {

// Which templates are listed.
struct TemplatePlace
{
    enum class Kind { All, Favourites, UsedHere, Category, Prompts, Project, Shared };
    Kind kind = Kind::All;
    QString category; // of Category
    bool operator==(const TemplatePlace &) const = default;
};

// What the parts of the templates screen share: the styles and prompts that can be seen, the open one, what its takes were judged,
// and the shots it would go into. Panels know this and not each other.
class TemplateDesk : public QObject
{
    Q_OBJECT

public:
    TemplateDesk(AppContext &context, TimelineEditor &editor, QObject *parent = nullptr);

    [[nodiscard]] AppContext &context() const { return m_context; }
    [[nodiscard]] TimelineEditor &editor() const { return m_editor; }
    [[nodiscard]] generation::Studio studio() const { return {m_context.session(), m_context.shared()}; }
    [[nodiscard]] PictureCache &pictures() { return m_pictures; }

    [[nodiscard]] const std::vector<generation::StyleTemplate> &styles() const { return m_styles; }
    [[nodiscard]] const std::vector<generation::PromptTemplate> &prompts() const { return m_prompts; }
    [[nodiscard]] bool isIn(const generation::StyleTemplate &style, const TemplatePlace &place) const;
    [[nodiscard]] int countOf(const TemplatePlace &place) const;
    [[nodiscard]] QStringList ownCategories() const;

    // At most one of them is open; both null: none.
    [[nodiscard]] const generation::StyleTemplate *style() const;
    [[nodiscard]] const generation::PromptTemplate *prompt() const;
    void open(const QString &id);
    // A style that was never saved: *new* or *from settings*. It is open until it is saved or thrown away.
    void begin(const generation::StyleTemplate &style);
    void beginPrompt(const generation::PromptTemplate &prompt);
    void discardNew();
    [[nodiscard]] bool isNew() const { return m_newStyle.has_value() || m_newPrompt.has_value(); }
    [[nodiscard]] bool isReadOnly() const;

    [[nodiscard]] generation::StyleStatistics statisticsOf(const generation::StyleTemplate &style) const;
    [[nodiscard]] std::optional<double> projectShare() const { return generation::shareOf(m_takes.takes()).share(); }
    [[nodiscard]] QString previewOf(const generation::StyleTemplate &style) const; // the latest take made with it
    [[nodiscard]] std::vector<ClipId> shots() const;                               // the selected ones, in time
    void report(const Problem &problem) { Q_EMIT m_context.problemRaised(problem); }
    void refresh();

Q_SIGNALS:
    void changed(); // templates, or what their takes were judged
    void openChanged();
    void shotsChanged();

private:
    void watchSession();
    void look();

    AppContext &m_context;
    TimelineEditor &m_editor;
    PictureCache m_pictures;
    std::vector<generation::StyleTemplate> m_styles;
    std::vector<generation::PromptTemplate> m_prompts;
    QHash<QString, std::vector<generation::StyleWords>> m_words; // of each style as it is and was
    generation::JudgedTakes m_takes;
    mutable QHash<QString, generation::StyleStatistics> m_statistics;
    QString m_open;
    std::optional<generation::StyleTemplate> m_newStyle;
    std::optional<generation::PromptTemplate> m_newPrompt;
    QTimer m_soon;
    QTimer m_slice;
};

} // namespace sc::ui
