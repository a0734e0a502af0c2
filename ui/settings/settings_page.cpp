// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

class SettingsPage::Line : public QWidget
{
public:
    Line(AppContext &context, SettingsStore &store, const SettingSpec &spec, QWidget *parent)
        : QWidget(parent),
          m_context(context),
          m_store(store),
          m_spec(spec),
          m_problem(new TextLabel({}, TextStyle::Caption, Ink::Danger, this))
    {
        auto *rows = new QVBoxLayout(this);
        rows->setContentsMargins(14, 7, 14, 7);
        rows->setSpacing(2);
        auto *row = new QHBoxLayout;
        row->setSpacing(12);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(new TextLabel(spec.name, TextStyle::BodyMedium, Ink::Primary, this));
        words->addWidget(new TextLabel(spec.text, TextStyle::CaptionLight, Ink::Secondary, this));
        row->addLayout(words, 1);
        buildControl(row);
        rows->addLayout(row);
        m_problem->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_problem->hide();
        rows->addWidget(m_problem);
        setMinimumHeight(46);
        refresh();
    }

    [[nodiscard]] const SettingSpec &spec() const { return m_spec; }

    bool mark(const QString &wanted)
    {
        m_marked =
            !wanted.isEmpty() && (m_spec.name.contains(wanted, Qt::CaseInsensitive) || m_spec.text.contains(wanted, Qt::CaseInsensitive) ||
                                  m_spec.group.contains(wanted, Qt::CaseInsensitive) || m_spec.key.contains(wanted, Qt::CaseInsensitive));
        update();
        return m_marked;
    }

    void refresh()
    {
        const QScopedValueRollback<bool> quiet(m_isFilling, true);
        const QString value = m_store.value(m_spec.key);
        if (m_switch)
            m_switch->setChecked(value == u"on");
        if (m_choice)
            m_choice->setValue(value);
        if (m_edit && !m_edit->isModified())
            m_edit->setText(value);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        if (m_marked) {
            QColor wash = theme.semantic.warning;
            wash.setAlphaF(0.18F);
            painter.setBrush(wash);
            painter.drawRoundedRect(rect().adjusted(4, 3, -4, -3), 7, 7);
        }
        if (m_store.isChanged(m_spec.key)) {
            painter.setBrush(theme.brand.blue);
            painter.drawEllipse(QPointF(7, 17), 3, 3);
        }
    }

private:
    void buildControl(QHBoxLayout *row)
    {
        switch (m_spec.kind) {
        case SettingKind::Switch:
            m_switch = new Switch(m_spec.name, this);
            connect(m_switch, &QAbstractButton::toggled, this,
                    [this](bool on) { store(on ? QStringLiteral("on") : QStringLiteral("off")); });
            row->addWidget(m_switch);
            return;
        case SettingKind::Choice: {
            m_choice = new FieldChoice(m_spec.name, this);
            std::vector<FieldChoice::Option> options;
            for (qsizetype i = 0; i < m_spec.choices.size(); ++i)
                options.push_back({m_spec.choiceNames.value(i, m_spec.choices[i]), m_spec.choices[i]});
            m_choice->setOptions(std::move(options));
            m_choice->setFixedWidth(190);
            connect(m_choice, &FieldChoice::currentChanged, this, [this] { store(m_choice->value().toString()); });
            row->addWidget(m_choice);
            return;
        }
        case SettingKind::Number:
            addEdit(row, 90);
            row->addWidget(new TextLabel(m_spec.unit, TextStyle::CaptionLight, Ink::Tertiary, this));
            return;
        case SettingKind::Folder: {
            addEdit(row, 280);
            auto *choose = new PushButton(SettingsPage::tr("Choose..."), ControlKind::Default, this);
            connect(choose, &QAbstractButton::clicked, this, [this] {
                const QString folder = QFileDialog::getExistingDirectory(window(), m_spec.name, m_store.value(m_spec.key));
                if (!folder.isEmpty())
                    store(folder);
            });
            row->addWidget(choose);
            return;
        }
        }
    }

    void addEdit(QHBoxLayout *row, int width)
    {
        m_edit = new QLineEdit(this);
        m_edit->setAccessibleName(m_spec.name);
        m_edit->setFixedWidth(width);
        connect(m_edit, &QLineEdit::editingFinished, this, [this] {
            if (m_edit->isModified())
                store(m_edit->text());
        });
        row->addWidget(m_edit);
    }

    void store(const QString &text)
    {
        if (m_isFilling)
            return;
        const Result<> kept = m_store.set(m_spec.key, text);
        const bool refused = !kept && kept.error().code() == ProblemCode::ValidationError;
        m_problem->setText(refused ? ruleOf(m_spec) + SettingsPage::tr("; now used: %1").arg(m_store.value(m_spec.key)) : QString());
        m_problem->setVisible(refused);
        if (m_edit) {
            m_edit->setProperty("wrong", refused);
            m_edit->setAccessibleDescription(m_problem->text());
            m_edit->update();
            if (!refused)
                m_edit->setModified(false);
        }
        if (!kept && !refused)
            (void)reported(m_context, kept);
        refresh();
    }

    AppContext &m_context;
    SettingsStore &m_store;
    SettingSpec m_spec;
    Switch *m_switch = nullptr;
    FieldChoice *m_choice = nullptr;
    QLineEdit *m_edit = nullptr;
    TextLabel *m_problem;
    bool m_marked = false;
    bool m_isFilling = false;
};

SettingsPage::SettingsPage(AppContext &context, SettingsStore &store, const QString &key, const QString &title, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_store(store),
      m_key(key),
      m_reset(new PushButton(tr("Reset this page"), ControlKind::Quiet, this))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(18, 14, 18, 12);
    outer->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(title, TextStyle::Figure, Ink::Primary, this), 1);
    head->addWidget(m_reset);
    outer->addLayout(head);
    auto *body = new QWidget;
    body->setMaximumWidth(752);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    QString group;
    QVBoxLayout *card = nullptr;
    for (const SettingSpec &spec : settingSpecs()) {
        if (spec.page != key)
            continue;
        if (spec.group != group) {
            group = spec.group;
            column->addSpacing(card ? 12 : 2);
            column->addWidget(new TextLabel(group, TextStyle::BodyStrong, Ink::Primary, body));
            auto *plate = new Plate(Plate::Level::Card, body);
            card = new QVBoxLayout(plate);
            card->setContentsMargins(0, 2, 0, 2);
            card->setSpacing(0);
            column->addWidget(plate);
        } else {
            card->addWidget(new Hairline(body));
        }
        m_lines.push_back(new Line(context, store, spec, body));
        card->addWidget(m_lines.back());
    }
    column->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    outer->addWidget(scroll, 1);
    connect(m_reset, &QAbstractButton::clicked, this, [this] { (void)reported(m_context, m_store.resetPage(m_key)); });
    connect(&store, &SettingsStore::changed, this, &SettingsPage::refresh);
    refresh();
}

void SettingsPage::refresh()
{
    bool changed = false;
    for (Line *line : m_lines) {
        line->refresh();
        changed = changed || m_store.isChanged(line->spec().key);
    }
    m_reset->setDisabledReason(changed ? QString() : tr("Everything here is as delivered"));
}

int SettingsPage::mark(const QString &wanted)
{
    int hits = 0;
    for (Line *line : m_lines)
        hits += line->mark(wanted) ? 1 : 0;
    return hits;
}

} // namespace sc::ui
