// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/shortcuts_page.h"

#include "core/library/library.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

#include <ranges>

namespace sc::ui {

namespace {

constexpr int kRow = 30;
constexpr int kGroup = 34;
constexpr int kQuestion = 44;

QString placeOf(const ActionSpec &spec)
{
    if (spec.scope == nullptr)
        return ShortcutsPage::tr("Everywhere");
    // A screen's actions are named by it.
    QString place = spec.id.section(u'.', 0, 0);
    place[0] = place[0].toUpper();
    return place;
}

bool fits(const ActionSpec &spec, const QString &wanted)
{
    if (wanted.isEmpty() || spec.text.contains(wanted, Qt::CaseInsensitive) || spec.group.contains(wanted, Qt::CaseInsensitive))
        return true;
    return std::ranges::any_of(spec.shortcuts, [&](const QKeySequence &keys) {
        return keys.toString(QKeySequence::NativeText).compare(wanted, Qt::CaseInsensitive) == 0;
    });
}

QString spoken(const QKeySequence &keys)
{
    return keys.toString(QKeySequence::NativeText);
}

} // namespace

// The list, painted: a row is an action, a group's name, or the question below the row that asks it.
class ShortcutsPage::Rows : public QWidget
{
public:
    enum class Kind { Group, Action, Question };
    struct Row
    {
        Kind kind = Kind::Action;
        QString id;
        QString text;
        int count = 0;
        QRect box;
    };

    explicit Rows(ShortcutsPage *page) : m_page(page)
    {
        setMouseTracking(true);
        setFocusPolicy(Qt::StrongFocus);
        setAccessibleName(ShortcutsPage::tr("Shortcuts"));
        for (auto [text, kind, run] : std::initializer_list<std::tuple<QString, ControlKind, void (ShortcutsPage::*)()>>{
                 {ShortcutsPage::tr("Keep the old keys"), ControlKind::Quiet, &ShortcutsPage::keepOld},
                 {ShortcutsPage::tr("Take it"), ControlKind::Default, &ShortcutsPage::takeOver},
                 {ShortcutsPage::tr("Swap"), ControlKind::Primary, &ShortcutsPage::swapKeys}}) {
            auto *button = new PushButton(text, kind, this);
            button->hide();
            connect(button, &QAbstractButton::clicked, page, run);
            m_answers.push_back(button);
        }
    }

    void fill(const QString &wanted)
    {
        m_rows.clear();
        const ActionRegistry &actions = m_page->m_context.actions();
        QStringList groups;
        for (const ActionSpec *spec : actions.all()) {
            if (!groups.contains(spec->group))
                groups.append(spec->group);
        }
        for (const QString &group : std::as_const(groups)) {
            std::vector<Row> rows;
            for (const ActionSpec *spec : actions.all()) {
                if (spec->group != group || !fits(*spec, wanted))
                    continue;
                rows.push_back({Kind::Action, spec->id, spec->text, 0, {}});
                if (m_page->m_question && m_page->m_question->id == spec->id)
                    rows.push_back({Kind::Question, spec->id, m_page->conflictText(), 0, {}});
            }
            if (rows.empty())
                continue;
            m_rows.push_back({Kind::Group, {}, group, int(rows.size()), {}});
            m_rows.insert(m_rows.end(), rows.begin(), rows.end());
        }
        layOut();
    }

    void layOut()
    {
        int y = 0;
        for (QWidget *answer : m_answers)
            answer->hide();
        for (Row &row : m_rows) {
            const int high = row.kind == Kind::Group ? kGroup : row.kind == Kind::Question ? kQuestion : kRow;
            row.box = QRect(0, y, width(), high);
            y += high;
            if (row.kind != Kind::Question)
                continue;
            int right = width() - 10;
            for (QWidget *answer : std::views::reverse(m_answers)) {
                const int wide = answer->sizeHint().width();
                right -= wide;
                answer->setGeometry(right, row.box.top() + 8, wide, 28);
                answer->show();
                right -= 8;
            }
        }
        setMinimumHeight(y + 8);
        update();
    }

    [[nodiscard]] QRect boxOf(const QString &id) const
    {
        const auto found = std::ranges::find_if(m_rows, [&](const Row &row) { return row.kind == Kind::Action && row.id == id; });
        return found == m_rows.end() ? QRect() : found->box;
    }

    void setCurrent(const QString &id)
    {
        m_current = id;
        update();
    }
    [[nodiscard]] const QString &current() const { return m_current; }

protected:
    void resizeEvent(QResizeEvent *) override { layOut(); }

    [[nodiscard]] int keysX() const { return width() * 47 / 100; }
    [[nodiscard]] int placeX() const { return width() * 30 / 100; }
    [[nodiscard]] int deliveredX() const { return width() * 70 / 100; }

    void paintEvent(QPaintEvent *event) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        for (const Row &row : m_rows) {
            if (!row.box.intersects(event->rect()))
                continue;
            if (row.kind == Kind::Group)
                paintGroup(painter, row, theme);
            else if (row.kind == Kind::Question)
                paintQuestion(painter, row, theme);
            else
                paintAction(painter, row, theme);
        }
    }

    static void paintGroup(QPainter &painter, const Row &row, const Theme &theme)
    {
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.text.primary);
        painter.drawText(row.box.adjusted(10, 8, 0, 0), Qt::AlignVCenter, row.text);
        const int used = painter.fontMetrics().horizontalAdvance(row.text);
        painter.setPen(theme.text.tertiary);
        painter.drawText(row.box.adjusted(18 + used, 8, 0, 0), Qt::AlignVCenter, QString::number(row.count));
    }

    static void paintQuestion(QPainter &painter, const Row &row, const Theme &theme)
    {
        QColor wash = theme.semantic.warning;
        wash.setAlphaF(0.12F);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(wash);
        painter.drawRoundedRect(row.box.adjusted(0, 2, 0, -2), 8, 8);
        drawIconCentred(painter, QStringLiteral("warning"), QRectF(row.box.left() + 8, row.box.top(), 20, row.box.height()), 14,
                        theme.semantic.warning);
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.primary);
        const QRect words = row.box.adjusted(34, 0, -350, 0);
        painter.drawText(words, Qt::AlignVCenter | Qt::TextWordWrap, row.text);
    }

    // Key caps from the left; gives where they end.
    static double paintKeys(QPainter &painter, double x, double y, const QList<QKeySequence> &all, const Theme &theme, const QColor &ink)
    {
        for (qsizetype i = 0; i < all.size(); ++i) {
            if (i > 0) {
                painter.setFont(theme.fonts.captionLight);
                painter.setPen(theme.text.tertiary);
                painter.drawText(QRectF(x + 8, y - 10, 30, 20), Qt::AlignVCenter, ShortcutsPage::tr("or"));
                x += 30;
            }
            const int wide = keyCapWidth(spoken(all[i]), theme);
            drawKeyCap(painter, x + wide, y, spoken(all[i]), theme, ink, theme.state.keyCap);
            x += wide;
        }
        return x;
    }

    void paintAction(QPainter &painter, const Row &row, const Theme &theme)
    {
        const ActionRegistry &actions = m_page->m_context.actions();
        const ActionSpec *spec = actions.spec(row.id);
        if (!spec)
            return;
        painter.setRenderHint(QPainter::Antialiasing);
        const bool asked = m_page->m_question && m_page->m_question->other == row.id;
        const bool recording = m_page->m_recording && m_page->m_recording->id == row.id;
        if (asked) {
            QColor wash = theme.semantic.warning;
            wash.setAlphaF(0.12F);
            painter.setPen(Qt::NoPen);
            painter.setBrush(wash);
            painter.drawRoundedRect(row.box.adjusted(0, 1, 0, -1), 7, 7);
        } else if (recording) {
            drawRow(painter, row.box, theme, RowState::Selected, 7);
        } else if (row.id == m_hover) {
            drawRow(painter, row.box, theme, RowState::Hover, 7);
        }
        if (row.id == m_current && hasFocus())
            drawRow(painter, row.box, theme, RowState::Focus, 7);
        const double y = row.box.center().y() + 0.5;
        if (actions.isChanged(row.id)) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.brand.blue);
            painter.drawEllipse(QPointF(5, y), 3, 3);
        }
        painter.setFont(theme.fonts.control);
        painter.setPen(theme.text.primary);
        painter.drawText(QRect(14, row.box.top(), placeX() - 20, row.box.height()), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(row.text, Qt::ElideRight, placeX() - 20));
        painter.setFont(theme.fonts.body);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRect(placeX(), row.box.top(), keysX() - placeX(), row.box.height()), Qt::AlignVCenter, placeOf(*spec));
        if (recording) {
            const QRectF field(keysX() - 6, row.box.top() + 2, deliveredX() - keysX() - 10, kRow - 4);
            drawField(painter, field, theme, FieldState::Focus);
            painter.setPen(theme.text.tertiary);
            painter.drawText(field.adjusted(10, 0, -10, 0), Qt::AlignVCenter, ShortcutsPage::tr("press keys, Backspace for none"));
        } else if (spec->shortcuts.isEmpty()) {
            painter.setPen(theme.text.tertiary);
            painter.drawText(QRect(keysX(), row.box.top(), 120, row.box.height()), Qt::AlignVCenter, ShortcutsPage::tr("no keys"));
        } else {
            paintKeys(painter, keysX(), y, spec->shortcuts, theme, asked ? theme.semantic.warning : theme.text.secondary);
        }
        if (!actions.isChanged(row.id)) {
            painter.setFont(theme.fonts.captionLight);
            painter.setPen(theme.text.tertiary);
            painter.drawText(QRect(deliveredX(), row.box.top(), 140, row.box.height()), Qt::AlignVCenter,
                             asked ? ShortcutsPage::tr("in question") : ShortcutsPage::tr("as delivered"));
        } else {
            paintKeys(painter, deliveredX(), y, actions.deliveredKeys(row.id), theme, theme.text.tertiary);
            painter.setFont(theme.fonts.control);
            painter.setPen(theme.text.secondary);
            painter.drawText(row.box.adjusted(0, 0, -14, 0), Qt::AlignVCenter | Qt::AlignRight, ShortcutsPage::tr("Reset"));
        }
    }

    [[nodiscard]] const Row *rowAt(QPoint at) const
    {
        const auto found = std::ranges::find_if(m_rows, [&](const Row &row) { return row.box.contains(at); });
        return found == m_rows.end() || found->kind != Kind::Action ? nullptr : &*found;
    }

    void mouseMoveEvent(QMouseEvent *event) override
    {
        const Row *row = rowAt(event->pos());
        m_hover = row ? row->id : QString();
        update();
    }

    void mousePressEvent(QMouseEvent *event) override
    {
        const Row *row = rowAt(event->pos());
        if (!row)
            return;
        const QString id = row->id;
        const int x = event->pos().x();
        setCurrent(id);
        if (x > width() - 70 && m_page->m_context.actions().isChanged(id))
            return m_page->resetAction(id);
        if (x < keysX() - 10 || x > deliveredX())
            return;
        // The second sequence begins behind the first; a press there, or with Shift, is meant for it.
        const QList<QKeySequence> keys = m_page->m_context.actions().spec(id)->shortcuts;
        const bool second = !keys.isEmpty() && ((event->modifiers() & Qt::ShiftModifier) ||
                                                x > keysX() + keyCapWidth(spoken(keys.first()), themeOf(this)) + 8);
        m_page->startRecording(id, second ? 1 : 0);
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        std::vector<QString> ids;
        for (const Row &row : m_rows) {
            if (row.kind == Kind::Action)
                ids.push_back(row.id);
        }
        const auto at = std::ranges::find(ids, m_current);
        if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
            if (ids.empty())
                return;
            const auto index = at == ids.end() ? 0
                                               : std::clamp<std::ptrdiff_t>(at - ids.begin() + (event->key() == Qt::Key_Down ? 1 : -1), 0,
                                                                            std::ssize(ids) - 1);
            setCurrent(ids[size_t(index)]);
            m_page->m_scroll->ensureVisible(20, boxOf(m_current).center().y(), 0, 60);
        } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && at != ids.end()) {
            m_page->startRecording(m_current, event->modifiers() & Qt::ShiftModifier ? 1 : 0);
        } else if (event->key() == Qt::Key_Delete && at != ids.end()) {
            m_page->resetAction(m_current);
        } else {
            QWidget::keyPressEvent(event);
        }
    }

private:
    ShortcutsPage *m_page;
    std::vector<Row> m_rows;
    std::vector<PushButton *> m_answers;
    QString m_hover;
    QString m_current;
};

ShortcutsPage::ShortcutsPage(AppContext &context, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_search(new SearchField(tr("Action or keys"), this)),
      m_count(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_resetAll(new PushButton(tr("Reset all"), ControlKind::Quiet, this)),
      m_scroll(new QScrollArea(this)),
      m_rows(new Rows(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 14, 12, 8);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(6, 0, 6, 0);
    head->setSpacing(8);
    head->addWidget(new TextLabel(tr("Shortcuts"), TextStyle::Figure, Ink::Primary, this));
    head->addWidget(m_count, 1);
    m_search->setFixedWidth(190);
    head->addWidget(m_search);
    auto *in = new PushButton(tr("Import..."), ControlKind::Default, this);
    auto *out = new PushButton(tr("Export..."), ControlKind::Default, this);
    head->addWidget(in);
    head->addWidget(out);
    head->addWidget(m_resetAll);
    layout->addLayout(head);
    m_scroll->setWidget(m_rows);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_rows->setAutoFillBackground(false);
    layout->addWidget(m_scroll, 1);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsPage::rebuild);
    connect(in, &QAbstractButton::clicked, this, &ShortcutsPage::askImport);
    connect(out, &QAbstractButton::clicked, this, &ShortcutsPage::askExport);
    connect(m_resetAll, &QAbstractButton::clicked, this, &ShortcutsPage::resetAll);
    connect(&context.actions(), &ActionRegistry::actionsChanged, this, &ShortcutsPage::rebuild, Qt::QueuedConnection);
    connect(&context.actions(), &ActionRegistry::keysChanged, this, &ShortcutsPage::rebuild);
    rebuild();
}

void ShortcutsPage::rebuild()
{
    const auto all = m_context.actions().all();
    const auto changed = std::ranges::count_if(all, [&](const ActionSpec *spec) { return m_context.actions().isChanged(spec->id); });
    m_count->setText(tr("%n actions, %1 changed", nullptr, int(all.size())).arg(changed));
    m_resetAll->setDisabledReason(changed == 0 ? tr("Everything is as delivered") : QString());
    m_rows->fill(m_search->text().trimmed());
}

int ShortcutsPage::countMatches(const QString &wanted) const
{
    if (wanted.isEmpty())
        return 0;
    const auto all = m_context.actions().all();
    return int(std::ranges::count_if(all, [&](const ActionSpec *spec) { return fits(*spec, wanted); }));
}

void ShortcutsPage::startRecording(const QString &id, int slot)
{
    m_question.reset();
    m_recording = Recording{id, slot};
    qApp->installEventFilter(this); // keys that are shortcuts must come here, not to their actions
    rebuild();
}

void ShortcutsPage::cancelRecording()
{
    qApp->removeEventFilter(this);
    m_recording.reset();
    rebuild();
    m_rows->setFocus();
}

bool ShortcutsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_recording)
        return false;
    if (event->type() == QEvent::MouseButtonPress && watched != m_rows && watched->isWidgetType()) {
        cancelRecording();
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType())
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool plain = key->modifiers() == Qt::NoModifier;
    if (key->key() == Qt::Key_Escape && plain) {
        cancelRecording();
    } else if (key->key() == Qt::Key_Backspace && plain) {
        recorded({});
    } else if (key->key() != Qt::Key_Control && key->key() != Qt::Key_Shift && key->key() != Qt::Key_Alt && key->key() != Qt::Key_Meta &&
               key->key() != Qt::Key_AltGr && key->key() != Qt::Key_unknown) {
        // "?" is typed with Shift on many keyboards, but it is the sign that is meant.
        Qt::KeyboardModifiers modifiers = key->modifiers() & ~Qt::KeypadModifier;
        const bool isSign = key->key() > Qt::Key_Space && key->key() < Qt::Key_AsciiTilde &&
                            !(key->key() >= Qt::Key_A && key->key() <= Qt::Key_Z) && !(key->key() >= Qt::Key_0 && key->key() <= Qt::Key_9);
        if (isSign)
            modifiers &= ~Qt::ShiftModifier;
        recorded(QKeySequence(modifiers | static_cast<Qt::Key>(key->key())));
    }
    return true;
}

void ShortcutsPage::recorded(const QKeySequence &keys)
{
    const Recording what = *m_recording;
    qApp->removeEventFilter(this);
    m_recording.reset();
    const QStringList others = keys.isEmpty() ? QStringList() : m_context.actions().conflicts(what.id, keys);
    if (others.isEmpty()) {
        assign(what.id, what.slot, keys);
    } else {
        m_question = Question{what.id, what.slot, keys, others.first()};
        rebuild();
    }
    m_rows->setFocus();
}

QString ShortcutsPage::conflictText() const
{
    if (!m_question)
        return {};
    const ActionSpec *other = m_context.actions().spec(m_question->other);
    const ActionSpec *own = m_context.actions().spec(m_question->id);
    if (!other || !own)
        return {};
    const QKeySequence old = own->shortcuts.value(m_question->slot);
    const QString swap = old.isEmpty() ? tr("Swap leaves it without keys.") : tr("Swap gives it the old keys, %1.").arg(spoken(old));
    return tr("%1 already means “%2” (%3). %4").arg(spoken(m_question->keys), other->text, placeOf(*other), swap);
}

void ShortcutsPage::keepOld()
{
    m_question.reset();
    rebuild();
}

void ShortcutsPage::take(const QString &from, const QKeySequence &keys)
{
    const ActionSpec *spec = m_context.actions().spec(from);
    if (!spec)
        return;
    QList<QKeySequence> left = spec->shortcuts;
    left.removeIf([&](const QKeySequence &each) {
        return keys.matches(each) != QKeySequence::NoMatch || each.matches(keys) != QKeySequence::NoMatch;
    });
    m_context.actions().setKeys(from, left);
}

void ShortcutsPage::takeOver()
{
    if (!m_question)
        return;
    const Question question = *m_question;
    m_question.reset();
    for (const QString &other : m_context.actions().conflicts(question.id, question.keys))
        take(other, question.keys);
    assign(question.id, question.slot, question.keys);
}

void ShortcutsPage::swapKeys()
{
    if (!m_question)
        return;
    const Question question = *m_question;
    const ActionSpec *own = m_context.actions().spec(question.id);
    const QKeySequence old = own ? own->shortcuts.value(question.slot) : QKeySequence();
    takeOver();
    if (old.isEmpty())
        return;
    QList<QKeySequence> theirs = m_context.actions().spec(question.other)->shortcuts;
    theirs.append(old);
    m_context.actions().setKeys(question.other, theirs.mid(0, kMaxKeysPerAction));
    keep();
}

void ShortcutsPage::assign(const QString &id, int slot, const QKeySequence &keys)
{
    const ActionSpec *spec = m_context.actions().spec(id);
    if (!spec)
        return;
    QList<QKeySequence> all = spec->shortcuts;
    all.removeIf([&](const QKeySequence &each) { return each == keys; });
    if (slot < all.size())
        all[slot] = keys;
    else
        all.append(keys);
    all.removeIf([](const QKeySequence &each) { return each.isEmpty(); });
    m_context.actions().setKeys(id, all.mid(0, kMaxKeysPerAction));
    keep();
}

void ShortcutsPage::resetAction(const QString &id)
{
    m_context.actions().setKeys(id, m_context.actions().deliveredKeys(id));
    keep();
}

void ShortcutsPage::resetAll()
{
    m_question.reset();
    m_context.actions().setBindings({});
    keep();
}

void ShortcutsPage::keep()
{
    (void)reported(m_context,
                   m_context.library().setSetting(QLatin1String(kKeysSetting), QString::fromUtf8(toText(m_context.actions().bindings()))));
}

bool ShortcutsPage::exportTo(const QString &file)
{
    QSaveFile out(file);
    const QByteArray text = toText(m_context.actions().bindings());
    if (out.open(QIODevice::WriteOnly) && out.write(text) == text.size() && out.commit())
        return true;
    Q_EMIT m_context.problemRaised(Problem(ProblemCode::PermissionDenied, tr("“%1” cannot be written.").arg(QFileInfo(file).fileName()))
                                       .withDetail(out.errorString()));
    return false;
}

bool ShortcutsPage::importFrom(const QString &file)
{
    QFile in(file);
    constexpr qint64 kMost = 1'000'000;
    if (!in.open(QIODevice::ReadOnly)) {
        Q_EMIT m_context.problemRaised(Problem(ProblemCode::PermissionDenied, tr("“%1” cannot be read.").arg(QFileInfo(file).fileName()))
                                           .withDetail(in.errorString()));
        return false;
    }
    const auto bindings = keyBindingsFromText(in.read(kMost));
    if (!reported(m_context, bindings))
        return false;
    m_context.actions().setBindings(*bindings);
    keep();
    return true;
}

void ShortcutsPage::askExport()
{
    const QString file = QFileDialog::getSaveFileName(window(), tr("Export shortcuts"), QStringLiteral("storycanvas-keys.json"),
                                                      QStringLiteral("JSON (*.json)"));
    if (!file.isEmpty())
        exportTo(file);
}

void ShortcutsPage::askImport()
{
    const QString file = QFileDialog::getOpenFileName(window(), tr("Import shortcuts"), {}, QStringLiteral("JSON (*.json)"));
    if (!file.isEmpty())
        importFrom(file);
}

} // namespace sc::ui
