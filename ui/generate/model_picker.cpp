// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/model_picker.h"

#include "core/comfy/family_detect.h"
#include "ui/generate/generate_desk.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/row_list.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::ModelPicker)
};

QString serversWords(const QStringList &servers)
{
    return servers.isEmpty()     ? Words::tr("on no server")
           : servers.size() <= 2 ? Words::tr("on %1").arg(servers.join(QStringLiteral(", ")))
                                 : Words::tr("on %n servers", nullptr, int(servers.size()));
}

QString baseName(const QString &name)
{
    return name.section(u'/', -1).section(u'\\', -1);
}

constexpr int kListHeight = 300;

std::vector<ModelRecord> modelsToPick(GenerateDesk &desk)
{
    std::vector<ModelRecord> models = desk.nodes().models(ModelKind::Checkpoint);
    const std::vector<ModelRecord> more = desk.nodes().models(ModelKind::DiffusionModel);
    models.insert(models.end(), more.begin(), more.end());
    return models;
}

QVariant currentOrFirst(const RowList &list)
{
    const QVariant current = list.currentValue();
    return current.isValid() || list.rowCount() == 0 ? current : list.row(0).value;
}

} // namespace

QString familyOfFile(const QString &name)
{
    const comfy::FamilyGuess found = comfy::guessFamily(name);
    return found.guessed ? QString() : found.family;
}

PickerField::PickerField(const QString &accessibleName, QWidget *parent) : QAbstractButton(parent), m_name(accessibleName)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(size::kControl);
    setAccessibleName(accessibleName);
}

void PickerField::setValue(const QString &value, const QString &hint, const QColor &dot)
{
    m_value = value;
    m_hint = hint;
    m_dot = dot;
    setAccessibleDescription(QStringLiteral("%1, %2").arg(value, hint));
    setToolTip(QStringLiteral("%1\n%2").arg(value, hint));
    update();
}

void PickerField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    drawField(painter, rect(), theme,
              !isEnabled()   ? FieldState::Disabled
              : hasFocus()   ? FieldState::Focus
              : underMouse() ? FieldState::Hover
                             : FieldState::Rest);
    double left = 10;
    if (m_dot.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_dot);
        painter.drawEllipse(QPointF(left + 3, height() / 2.0), 3, 3);
        left += 13;
    }
    drawIconCentred(painter, QStringLiteral("chevron-down"), QRectF(width() - 26, 0, 24, height()), 14, theme.text.tertiary);
    const QFontMetricsF metrics(theme.fonts.control);
    const double room = width() - 28 - left;
    const double hintWidth = QFontMetricsF(theme.fonts.captionLight).horizontalAdvance(m_hint) + 8;
    const bool hasHint = metrics.horizontalAdvance(m_value) + hintWidth <= room;
    const QString shown = metrics.elidedText(m_value, Qt::ElideRight, room);
    painter.setFont(theme.fonts.control);
    painter.setPen(isEnabled() ? theme.text.primary : theme.text.disabled);
    painter.drawText(QRectF(left, 0, room, height()), Qt::AlignLeft | Qt::AlignVCenter, shown);
    if (hasHint) {
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.tertiary);
        painter.drawText(QRectF(left + metrics.horizontalAdvance(shown) + 8, 0, hintWidth, height()), Qt::AlignLeft | Qt::AlignVCenter,
                         m_hint);
    }
}

std::vector<PickableModel> pickableModels(const std::vector<ModelRecord> &models, comfy::MediaKind kind)
{
    std::vector<PickableModel> all;
    for (const comfy::ModelFamily &family : comfy::FamilyTable::builtIn().all()) {
        const bool isOther = family.makes != kind;
        QStringList servers;
        std::vector<PickableModel> files;
        for (const ModelRecord &model : models) {
            if (model.family() != family.id)
                continue;
            for (const QString &server : model.servers()) {
                if (!servers.contains(server))
                    servers.append(server);
            }
            const bool favourite = NodeShelf::isFavourite(model);
            files.push_back({family.id, model.name, baseName(model.name),
                             QStringLiteral("%1, %2").arg(family.name, serversWords(model.servers())), favourite, true, isOther});
        }
        all.push_back({family.id,
                       {},
                       family.name,
                       Words::tr("the first that fits, %1").arg(serversWords(servers)),
                       false,
                       !servers.isEmpty(),
                       isOther});
        all.insert(all.end(), files.begin(), files.end());
    }
    const auto rank = [](const PickableModel &model) { return model.makesOther ? 3 : model.isFavourite ? 0 : model.isThere ? 1 : 2; };
    std::ranges::stable_sort(all, {}, rank);
    return all;
}

bool matches(const PickableModel &model, const QString &words)
{
    const QString all = model.title + u' ' + model.detail + u' ' + model.family + u' ' + model.model;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        if (!all.contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

void openModelPicker(GenerateDesk &desk, QWidget *window, QWidget *anchor)
{
    auto *popover = new Popover(window, 380);
    QObject::connect(popover, &FloatingPlate::closed, popover, &QObject::deleteLater);
    auto *layout = new QVBoxLayout(popover->plate());
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(8);
    auto *top = new QHBoxLayout;
    auto *search = new SearchField(Words::tr("Name, family or server"));
    auto *family = new FieldChoice(Words::tr("Family"));
    std::vector<FieldChoice::Option> options{{Words::tr("Every family"), QString()}};
    for (const comfy::ModelFamily &each : comfy::FamilyTable::builtIn().all())
        options.push_back({each.name, each.id});
    family->setOptions(options);
    top->addWidget(search, 1);
    top->addWidget(family);
    layout->addLayout(top);
    auto *list = new RowList(Words::tr("Models"));
    list->setMinimumHeight(kListHeight);
    layout->addWidget(list);
    const auto fill = [&desk, search, family, list] {
        std::vector<ListRow> rows;
        for (const PickableModel &model : pickableModels(modelsToPick(desk), desk.kind())) {
            const QString wanted = family->value().toString();
            if ((!wanted.isEmpty() && model.family != wanted) || !matches(model, search->text()))
                continue;
            ListRow row;
            row.icon = model.isFavourite       ? QStringLiteral("heart")
                       : model.model.isEmpty() ? QStringLiteral("bolt")
                                               : QStringLiteral("generate");
            row.iconInk = model.isFavourite ? Ink::Magenta : Ink::Secondary;
            row.title = model.title;
            row.detail = model.makesOther
                             ? Words::tr("%1; makes %2")
                                   .arg(model.detail, desk.kind() == comfy::MediaKind::Video ? Words::tr("pictures, then moves them")
                                                                                             : Words::tr("movies"))
                             : model.detail;
            row.faded = !model.isThere;
            if (!model.model.isEmpty())
                row.action = model.isFavourite ? Words::tr("No favourite") : Words::tr("Favourite");
            row.value = QStringList{model.family, model.model};
            rows.push_back(std::move(row));
        }
        list->setRows(rows);
    };
    fill();
    const auto take = [&desk, popover](const QVariant &value) {
        const QStringList chosen = value.toStringList();
        popover->close();
        if (chosen.size() == 2)
            desk.setModel(chosen[0], chosen[1]);
    };
    QObject::connect(search, &QLineEdit::textChanged, popover, fill);
    QObject::connect(family, &FieldChoice::currentChanged, popover, fill);
    QObject::connect(list, &RowList::rowChosen, popover, take);
    QObject::connect(search, &QLineEdit::returnPressed, popover, [list, take] { take(currentOrFirst(*list)); });
    QObject::connect(list, &RowList::actionTriggered, popover, [&desk, fill](const QVariant &value) {
        const QString model = value.toStringList().value(1);
        const auto all = modelsToPick(desk);
        const bool is =
            std::ranges::any_of(all, [&](const ModelRecord &each) { return each.name == model && NodeShelf::isFavourite(each); });
        if (const auto done = desk.nodes().setFavourite(model, !is); !done)
            desk.editor().report(done.error());
        fill();
    });
    popover->openAt(anchor, search);
}

void openFilePicker(GenerateDesk &desk, ModelKind kind, QWidget *window, QWidget *anchor, const std::function<void(const QString &)> &take)
{
    auto *popover = new Popover(window, 340);
    QObject::connect(popover, &FloatingPlate::closed, popover, &QObject::deleteLater);
    auto *layout = new QVBoxLayout(popover->plate());
    layout->setContentsMargins(10, 10, 10, 10);
    layout->setSpacing(8);
    auto *search = new SearchField(Words::tr("Find or type a name"));
    layout->addWidget(search);
    auto *list = new RowList(Words::tr("Files"));
    list->setMinimumHeight(220);
    layout->addWidget(list);
    const QString family = desk.draft().request.params.family;
    const auto fill = [&desk, kind, search, list, family] {
        std::vector<ListRow> rows;
        std::vector<ListRow> others;
        for (const ModelRecord &model : desk.nodes().models(kind)) {
            if (!model.name.contains(search->text(), Qt::CaseInsensitive))
                continue;
            const QString made = familyOfFile(model.name);
            const bool isOther = kind == ModelKind::Lora && !made.isEmpty() && made != family;
            ListRow row;
            row.icon = isOther ? QStringLiteral("warning") : QStringLiteral("generate");
            row.iconInk = isOther ? Ink::Warning : Ink::Secondary;
            row.title = baseName(model.name);
            const comfy::ModelFamily *known = comfy::FamilyTable::builtIn().find(made);
            row.detail = isOther ? Words::tr("made for %1, %2").arg(known ? known->name : made, serversWords(model.servers()))
                                 : serversWords(model.servers());
            row.value = model.name;
            (isOther ? others : rows).push_back(std::move(row));
        }
        rows.insert(rows.end(), others.begin(), others.end());
        if (const QString typed = search->text().trimmed(); !typed.isEmpty() && rows.empty()) {
            ListRow row;
            row.icon = QStringLiteral("plus");
            row.title = typed;
            row.detail = Words::tr("no server has it; used as typed");
            row.value = typed;
            rows.push_back(std::move(row));
        }
        list->setRows(rows);
    };
    fill();
    const auto chosen = [popover, take](const QVariant &value) {
        const QString name = value.toString();
        popover->close();
        if (!name.isEmpty())
            take(name);
    };
    QObject::connect(search, &QLineEdit::textChanged, popover, fill);
    QObject::connect(list, &RowList::rowChosen, popover, chosen);
    QObject::connect(search, &QLineEdit::returnPressed, popover, [list, chosen] { chosen(currentOrFirst(*list)); });
    popover->openAt(anchor, search);
}

} // namespace sc::ui
