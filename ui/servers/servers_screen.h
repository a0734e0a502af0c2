// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/practice_host.h"
#include "ui/servers/generation_feed.h"
#include "ui/servers/matrix_rows.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QPointer>

class QHBoxLayout;
class QScrollArea;

namespace sc::ui {

class Chip;
class EmptyState;
class IconButton;
class MatrixModel;
class MatrixView;
class ModelPage;
class Panel;
class PracticeCard;
class PushButton;
class SearchField;
class Segment;
class ServerCard;
class ServerDialog;

// The servers: a card each, the practice server, and what models, nodes and own workflows there are on which.
class ServersScreen : public QWidget
{
    Q_OBJECT

public:
    explicit ServersScreen(AppContext &context, QWidget *parent = nullptr);
    ~ServersScreen() override;

    [[nodiscard]] AppContext &context() const { return m_context; }
    [[nodiscard]] GenerationFeed *feed() const { return m_feed; } // null: a window without generation
    [[nodiscard]] generation::PracticeHost *practice() const { return m_practice.get(); }
    [[nodiscard]] PracticeCard *practiceCard() const { return m_practiceCard; }
    [[nodiscard]] ServerCard *card(const generation::ServerId &id) const; // null: none
    [[nodiscard]] MatrixModel &matrix() const { return *m_matrixModel; }
    [[nodiscard]] MatrixView &matrixView() const { return *m_matrix; }
    [[nodiscard]] ModelPage &page() const { return *m_page; }
    [[nodiscard]] SearchField &search() const { return *m_search; }
    [[nodiscard]] Segment &tabs() const { return *m_tabs; }
    [[nodiscard]] ServerDialog *dialog() const; // the open one; null: none
    void setFilter(const MatrixFilter &filter);

    // What the actions of this screen do; those on a server mean the one that is current.
    [[nodiscard]] const generation::Server *currentServer() const;
    void setCurrentServer(const generation::ServerId &id) { m_current = id; }
    void addServer(generation::ServerKind kind = generation::ServerKind::Standard);
    void editServer(const generation::ServerId &id);
    void removeServer(const generation::ServerId &id);
    void checkServer(const generation::ServerId &id);
    void checkAll();
    void freeMemory(const generation::ServerId &id);
    void openLog(const generation::ServerId &id);
    void setActive(const generation::ServerId &id, bool active);
    void togglePractice();
    void importWorkflow(const QString &file); // empty: asks for one
    void togglePage();                        // in a narrow window

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void buildMatrix();
    void refreshCards();
    void refreshMatrix();
    void readLists();
    void takeNodes();
    void showRow(const QString &id);
    void toggleFavourite(const QString &id);
    void keepModel(const generation::ModelRecord &model);
    void openMenu(const generation::ServerId &id, const QPoint &at);
    void openDialog(const generation::Server &server);
    void askWhereJobsGo(const generation::Server &server, const std::vector<generation::JobId> &jobs);
    void finishRemoval(const generation::Server &server);
    void addAgain(const generation::Server &server);
    void report(const Problem &problem) { Q_EMIT m_context.problemRaised(problem); }
    void tell(const QString &title, const QString &text = {});
    void layOut();

    AppContext &m_context;
    std::unique_ptr<generation::PracticeHost> m_practice;
    GenerationFeed *m_feed = nullptr;
    generation::ServerId m_current;
    MatrixSource m_source;
    MatrixFilter m_filter;
    generation::LearnedFigures m_figures;
    QHash<QString, const void *> m_seenNodes; // of a server, as they were noted in the catalogue
    QPointer<ServerDialog> m_dialog;

    QScrollArea *m_cardArea = nullptr;
    QWidget *m_cardHost = nullptr;
    std::vector<ServerCard *> m_cards;
    EmptyState *m_noServers = nullptr;
    PracticeCard *m_practiceCard = nullptr;
    Panel *m_matrixPanel = nullptr;
    MatrixModel *m_matrixModel = nullptr;
    MatrixView *m_matrix = nullptr;
    ModelPage *m_page = nullptr;
    Segment *m_tabs = nullptr;
    Chip *m_needed = nullptr;
    Chip *m_missing = nullptr;
    SearchField *m_search = nullptr;
    PushButton *m_add = nullptr;
    PushButton *m_import = nullptr;
    IconButton *m_pageButton = nullptr;
    TextLabel *m_foot = nullptr;
    TextLabel *m_counts = nullptr;
    EmptyState *m_emptyMatrix = nullptr;
    bool m_pageOpen = false; // as a drawer
};

// Actions of the screen; their keys work while it is shown.
void registerServerActions(ActionRegistry &actions, ServersScreen *screen);

} // namespace sc::ui
