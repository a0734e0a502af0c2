// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings_store.h"
#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

class QStackedWidget;
class QVBoxLayout;

namespace sc::openai {
class WordsDesk;
}

namespace sc::ui {

class Panel;
class SearchField;
class SettingsPage;
class ShortcutsPage;
class TextLabel;
class WordsPage;

// Pages at the left, the page itself at the right. A search counts hits at the pages and marks the lines it found.
class SettingsScreen : public QWidget
{
    Q_OBJECT

public:
    SettingsScreen(AppContext &context, SettingsStore &store, openai::WordsDesk &words, QWidget *parent = nullptr);

    void showPage(const QString &key); // "general" ... "words", "shortcuts"
    [[nodiscard]] QString page() const { return m_page; }
    [[nodiscard]] SearchField &search() const { return *m_search; }
    [[nodiscard]] ShortcutsPage &shortcuts() const { return *m_shortcuts; }
    [[nodiscard]] WordsPage &words() const { return *m_words; }
    [[nodiscard]] int hitsOn(const QString &page) const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class PageButton;
    void buildPages();
    void refreshHits();

    AppContext &m_context;
    SettingsStore &m_store;
    openai::WordsDesk &m_desk;
    Panel *m_list = nullptr;
    Panel *m_content = nullptr;
    SearchField *m_search = nullptr;
    TextLabel *m_found = nullptr;
    QStackedWidget *m_pages = nullptr;
    WordsPage *m_words = nullptr;
    ShortcutsPage *m_shortcuts = nullptr;
    std::vector<PageButton *> m_buttons;
    std::vector<SettingsPage *> m_settings;
    QString m_page;
};

} // namespace sc::ui
