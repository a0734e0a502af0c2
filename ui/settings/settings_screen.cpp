// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_screen.h"

#include "ui/settings/settings_page.h"
#include "ui/settings/shortcuts_page.h"
#include "ui/settings/words_page.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedWidget>

namespace sc::ui {

class SettingsScreen::PageButton : public QAbstractButton
{
public:
    PageButton(QString key, const QString &icon, const QString &name, QWidget *parent)
        : QAbstractButton(parent), m_key(std::move(key)), m_icon(icon)
    {
        setText(name);
        setAccessibleName(name);
        setCheckable(true);
        setFixedHeight(30);
        setAttribute(Qt::WA_Hover);
    }
    [[nodiscard]] const QString &key() const { return m_key; }
    void setHits(int hits) // negative: nothing is searched for
    {
        m_hits = hits;
        update();
    }
    [[nodiscard]] int hits() const { return m_hits; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        if (isChecked())
            drawControl(painter, rect(), theme, ControlKind::Default, ControlState::Rest, radius::kButton);
        else if (underMouse())
            drawRow(painter, rect(), theme, RowState::Hover, radius::kButton);
        const QColor ink = m_hits == 0 ? theme.text.disabled : isChecked() ? theme.text.primary : theme.text.secondary;
        drawIconCentred(painter, m_icon, QRectF(8, 0, 20, height()), 16, ink);
        painter.setFont(isChecked() ? theme.fonts.controlStrong : theme.fonts.control);
        painter.setPen(ink);
        painter.drawText(rect().adjusted(38, 0, -30, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
        if (m_hits > 0) {
            painter.setFont(theme.fonts.captionStrong);
            painter.setPen(theme.text.blue);
            painter.drawText(rect().adjusted(0, 0, -10, 0), Qt::AlignVCenter | Qt::AlignRight, QString::number(m_hits));
        }
    }

private:
    QString m_key;
    QString m_icon;
    int m_hits = -1;
};

SettingsScreen::SettingsScreen(AppContext &context, SettingsStore &store, openai::WordsDesk &words, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_store(store),
      m_desk(words),
      m_list(new Panel(this)),
      m_content(new Panel(this)),
      m_search(new SearchField(tr("Search settings"), m_list)),
      m_found(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary, m_list)),
      m_pages(new QStackedWidget(m_content))
{
    buildPages();
    connect(m_search, &QLineEdit::textChanged, this, &SettingsScreen::refreshHits);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        // On to the next page with a hit.
        for (size_t step = 1; step <= m_buttons.size(); ++step) {
            const auto now =
                std::ranges::find(m_buttons, m_page, [](const PageButton *button) { return button->key(); }) - m_buttons.begin();
            const PageButton *next = m_buttons[(size_t(now) + step) % m_buttons.size()];
            if (next->hits() > 0)
                return showPage(next->key());
        }
    });
    ActionRegistry &actions = context.actions();
    actions.add({.id = QStringLiteral("settings.find"),
                 .text = tr("Search settings"),
                 .group = tr("Settings"),
                 .icon = QStringLiteral("search"),
                 .shortcuts = {QKeySequence(Qt::CTRL | Qt::Key_F)},
                 .run = [this] { m_search->setFocus(Qt::ShortcutFocusReason); },
                 .enabled = {},
                 .scope = this});
    actions.add({.id = QStringLiteral("settings.words"),
                 .text = tr("Set up help with words"),
                 .group = tr("Settings"),
                 .icon = QStringLiteral("text"),
                 .shortcuts = {},
                 .run =
                     [this] {
                         Q_EMIT m_context.screenRequested(ScreenId::Settings);
                         showPage(QStringLiteral("words"));
                         m_words->address().setFocus();
                     },
                 .enabled = {}});
    showPage(QStringLiteral("general"));
}

void SettingsScreen::buildPages()
{
    auto *layout = new QVBoxLayout(m_list);
    layout->setContentsMargins(8, 10, 8, 8);
    layout->setSpacing(2);
    layout->addWidget(m_search);
    layout->addSpacing(6);
    layout->addWidget(m_found);
    m_found->hide();
    const auto addButton = [&](const QString &key, const QString &icon, const QString &name) {
        auto *button = new PageButton(key, icon, name, m_list);
        connect(button, &QAbstractButton::clicked, this, [this, key] { showPage(key); });
        layout->addWidget(button);
        m_buttons.push_back(button);
    };
    const QStringList icons{QStringLiteral("settings"), QStringLiteral("timeline"), QStringLiteral("library"), QStringLiteral("analysis"),
                            QStringLiteral("folder")};
    qsizetype i = 0;
    for (const auto &[key, name] : settingPages()) {
        addButton(key, icons.value(i++), name);
        m_settings.push_back(new SettingsPage(m_context, m_store, key, name, m_pages));
        m_pages->addWidget(m_settings.back());
    }
    layout->addSpacing(10);
    addButton(QStringLiteral("words"), QStringLiteral("text"), tr("Help with words"));
    m_words = new WordsPage(m_context, m_desk, m_pages);
    m_pages->addWidget(m_words);
    layout->addSpacing(10);
    addButton(QStringLiteral("shortcuts"), QStringLiteral("keyboard"), tr("Shortcuts"));
    layout->addStretch(1);
    m_shortcuts = new ShortcutsPage(m_context, m_pages);
    m_pages->addWidget(m_shortcuts);
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->addWidget(m_pages);
}

void SettingsScreen::showPage(const QString &key)
{
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setChecked(m_buttons[i]->key() == key);
        if (m_buttons[i]->key() != key)
            continue;
        m_page = key;
        m_pages->setCurrentIndex(int(i));
    }
}

int SettingsScreen::hitsOn(const QString &page) const
{
    const auto found = std::ranges::find(m_buttons, page, [](const PageButton *button) { return button->key(); });
    return found == m_buttons.end() ? -1 : (*found)->hits();
}

void SettingsScreen::refreshHits()
{
    const QString wanted = m_search->text().trimmed();
    int all = 0;
    int pages = 0;
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        const int hits = i < m_settings.size()             ? m_settings[i]->mark(wanted)
                         : m_buttons[i]->key() == u"words" ? int(!wanted.isEmpty() && m_words->matches(wanted))
                                                           : m_shortcuts->countMatches(wanted);
        m_buttons[i]->setHits(wanted.isEmpty() ? -1 : hits);
        all += hits;
        pages += hits > 0 ? 1 : 0;
    }
    m_found->setVisible(!wanted.isEmpty());
    m_found->setText(all == 0 ? tr("Nothing found") : tr("%1 on %n pages", nullptr, pages).arg(all));
}

void SettingsScreen::resizeEvent(QResizeEvent *)
{
    const int list = width() < 900 ? 200 : 264;
    m_list->setGeometry(0, 0, list, height());
    m_content->setGeometry(list + space::kGutter, 0, width() - list - space::kGutter, height());
}

} // namespace sc::ui
