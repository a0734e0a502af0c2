// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/templates/template_desk.h"

#include <QtWidgets/QWidget>

class QStackedWidget;
class QTabBar;

namespace sc::ui {

class ApplyPanel;
class CardGrid;
class EmptyState;
class FieldChoice;
class IconButton;
class Panel;
class PromptForm;
class PushButton;
class RowList;
class SearchField;
class StatisticsCard;
class StyleForm;
class TextLabel;

// Styles and prompt templates: places, the library as cards with approved shares, the open one as a form, and what applying it to
// the selected shots would change.
class TemplatesScreen : public QWidget
{
    Q_OBJECT

public:
    // `editor` is the timeline screen's and outlives this one.
    TemplatesScreen(AppContext &context, TimelineEditor &editor, QWidget *parent = nullptr);

    [[nodiscard]] TemplateDesk &desk() { return m_desk; }
    [[nodiscard]] CardGrid &grid() const { return *m_grid; }
    [[nodiscard]] StyleForm &form() const { return *m_form; }
    [[nodiscard]] PromptForm &promptForm() const { return *m_promptForm; }
    [[nodiscard]] ApplyPanel &applyPanel() const { return *m_apply; }
    [[nodiscard]] SearchField &search() const { return *m_search; }
    [[nodiscard]] RowList &places() const { return *m_places; }

    // What the actions do.
    void setPlace(const TemplatePlace &place);
    void newStyle();
    void fromSettings(); // of the current shot
    void newPrompt();
    void duplicate();
    void toggleShared();
    void remove();
    void importFile(const QString &file = {}); // empty: asks
    void exportFile(const QString &file = {}); // the open one; empty: asks
    void exportAll(const QString &file = {});
    void focusSearch();
    void showApply(bool on); // in a narrow window form and applying share one place

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum Sort { kMostUsed, kByName, kByShare };
    void build();
    void connectAll();
    void registerActions();
    void refresh();
    void refreshPlaces();
    void refreshCards();
    void refreshOpen();
    void layOut();
    void openMenu(QWidget *anchor);
    void write(const QString &file, const std::vector<generation::StyleTemplate> &styles,
               const std::vector<generation::PromptTemplate> &prompts);
    void confirmRemove(const Problem &problem);

    AppContext &m_context;
    TemplateDesk m_desk;
    TemplatePlace m_place;
    std::vector<TemplatePlace> m_placeRows;
    Panel *m_placesPanel = nullptr;
    Panel *m_library = nullptr;
    Panel *m_nothing = nullptr;
    RowList *m_places = nullptr;
    QWidget *m_understood = nullptr;
    TextLabel *m_understoodWords = nullptr;
    TextLabel *m_title = nullptr;
    TextLabel *m_count = nullptr;
    IconButton *m_placesButton = nullptr;
    SearchField *m_search = nullptr;
    FieldChoice *m_sort = nullptr;
    CardGrid *m_grid = nullptr;
    StatisticsCard *m_statistics = nullptr;
    StyleForm *m_form = nullptr;
    PromptForm *m_promptForm = nullptr;
    ApplyPanel *m_apply = nullptr;
    QTabBar *m_tabs = nullptr;
    bool m_showApply = false;
};

} // namespace sc::ui
