// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/server_dialog.h"

#include "core/accounts/secret_store.h"
#include "core/generation/server_keys.h"
#include "ui/servers/certificate_box.h"
#include "ui/servers/time_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QPointer>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>

#include <cmath>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kWidth = 640;

} // namespace

ServerDialog::ServerDialog(GenerationFeed &feed, const Server &server, QWidget *parent, DiscoveryRange range)
    : QDialog(parent), m_feed(feed), m_server(server), m_before(server), m_discovery(std::move(range)), m_isNew(server.id.isEmpty())
{
    if (m_isNew)
        m_server.id = ServerId::create();
    m_keyName = freshKeyName(m_server);
    setWindowTitle(server.id.isEmpty() ? tr("Add a server") : tr("Edit %1").arg(server.name));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, 14);
    layout->setSpacing(0);
    buildHead(layout);
    layout->addSpacing(14);
    buildFields(layout);
    buildFindings(layout);
    layout->addStretch(1);
    layout->addSpacing(12);
    buildSetup(layout);
    layout->addSpacing(14);
    buildButtons(layout);
    resize(kWidth, minimumSizeHint().height());
    setMinimumWidth(kWidth);
    m_nameIsTyped = !server.name.isEmpty();
    setKind(server.kind);
    connect(&m_discovery, &ServerDiscovery::changed, this, &ServerDialog::showFound);
    m_address->setFocus();
    clearProblem();
    showFindings();
    refreshNote();
}

ServerDialog::~ServerDialog() = default;

void ServerDialog::setKind(ServerKind kind)
{
    m_server.kind = kind;
    const bool endpoint = kind == ServerKind::RunPod;
    m_kind->setCurrent(endpoint ? 1 : 0);
    m_address->setPlaceholderText(endpoint ? QStringLiteral("https://api.runpod.ai/v2/ENDPOINT")
                                           : QStringLiteral("http://192.168.1.20:8188"));
    m_look->setVisible(!endpoint);
    m_key->setPlaceholderText(endpoint ? tr("needed") : tr("only if a proxy in front of it wants one"));
    showKeyMode();
    touch();
}

Server ServerDialog::server() const
{
    Server server = m_server;
    server.url = m_address->text().trimmed();
    server.name = m_name->text().trimmed();
    server.keyRef = m_key->text().trimmed();
    if (!typedKey().isEmpty())
        server.keyRef = accounts::secretReference(m_keyName);
    server.weight = weightOf(m_weight->value());
    if (sliderOf(m_before.weight) == m_weight->value())
        server.weight = m_before.weight; // what the slider cannot show stays
    server.maxConcurrent = m_places->value();
    server.exclusiveGroup = m_group->value().toString();
    return server;
}

void ServerDialog::touch()
{
    clearProblem();
    m_check.reset();
    showFindings();
    refreshNote();
}

void ServerDialog::test()
{
    clearProblem();
    const auto checked = checkedServer(server());
    if (!checked) {
        m_check.reset();
        showFindings();
        return showProblem(checked.error());
    }
    m_shownFindings = -1;
    // A key that is only typed yet is tried as it will be stored.
    m_check = std::make_unique<ServerCheck>(*checked, [key = typedKey(), reference = accounts::secretReference(m_keyName),
                                                       stored = m_feed.service().secrets()](const QString &wanted) {
        return !key.isEmpty() && wanted == reference ? Result<QByteArray>(key) : stored(wanted);
    });
    connect(m_check.get(), &ServerCheck::changed, this, &ServerDialog::showFindings);
    connect(m_check.get(), &ServerCheck::finished, this, [this] {
        if (m_check->problem())
            showProblem(*m_check->problem());
        showMissing();
        refreshNote();
    });
    showFindings();
    m_check->start();
}

void ServerDialog::look()
{
    m_discovery.isLooking() ? m_discovery.stop() : m_discovery.start();
}

void ServerDialog::showProblem(const Problem &problem)
{
    const bool isShownBelow = m_check && !m_check->findings().empty() && m_check->problem() == problem;
    const bool isCertificate = problem.entityKind() == u"certificate";
    m_problem->setText(problem.text());
    m_problem->setVisible(!isShownBelow && !isCertificate);
    m_certificate->setVisible(isCertificate);
    if (isCertificate)
        m_certificate->showPrints(problem.text(), m_server.tlsTrust == generation::TlsTrust::Pinned ? m_server.fingerprint : QString(),
                                  problem.entity());
    m_wayOutId.clear();
    for (const ProblemAction &action : problem.actions()) {
        if (action.id == u"add.scheme" || action.id == u"server.pin" || action.id == u"secret.open" || action.id == u"secret.seal") {
            m_wayOutId = action.id;
            m_wayOut->setText(action.label);
        }
    }
    m_wayOut->setVisible(!m_wayOutId.isEmpty() && !isCertificate);
    const QString field = problem.entityKind() == u"field" ? problem.entity() : QString();
    if (field == u"url")
        m_address->setFocus();
    else if (field == u"key")
        m_key->setFocus();
    resize(std::max(width(), kWidth), sizeHint().height());
}

void ServerDialog::clearProblem()
{
    m_problem->setText({});
    m_problem->hide();
    m_certificate->hide();
    m_wayOut->hide();
    m_wayOutId.clear();
}

void ServerDialog::takeWayOut()
{
    if (m_wayOutId == u"add.scheme") {
        m_address->setText(QStringLiteral("http://") + m_address->text().trimmed());
        if (!m_nameIsTyped)
            m_name->setText(QUrl(m_address->text()).host());
    } else if (m_wayOutId == u"secret.open" || m_wayOutId == u"secret.seal") {
        return askPassphrase(m_wayOutId == u"secret.seal");
    }
    touch();
    test();
}

void ServerDialog::pinShown()
{
    if (!m_check || m_check->fingerprint().isEmpty())
        return;
    m_server.tlsTrust = generation::TlsTrust::Pinned;
    m_server.fingerprint = m_check->fingerprint();
    touch();
    test();
}

// What was trusted stays so; the server is refused until it shows that one again.
void ServerDialog::keepRefusing()
{
    m_certificate->hide();
    m_problem->setText(tr("This certificate stays refused: nothing is sent there."));
    m_problem->show();
}

void ServerDialog::refreshNote()
{
    const QString name = m_name->text().trimmed();
    m_save->setText(!m_isNew ? tr("Save") : name.isEmpty() ? tr("Add") : tr("Add %1").arg(name));
    QString note;
    const int waiting = static_cast<int>(m_feed.plan().jobs.size());
    if (m_check && m_check->isUsable() && m_check->nodes() && waiting > 0 && m_isNew) {
        const Forecast with = forecast(withServer(m_feed.plan(), m_feed.service().jobs(), *m_check->nodes(), server()));
        const double saved = m_feed.forecast().endS - with.endS;
        note = saved >= 1 && std::isfinite(saved)
                   ? tr("The %1 waiting jobs would be done %2, %3 sooner").arg(waiting).arg(endWords(with.endS), spanWords(saved))
               : !m_feed.forecast().runs.empty() ? tr("It would not end the %1 waiting jobs sooner").arg(waiting)
               : !with.runs.empty()              ? tr("The waiting jobs could start there")
                                                 : QString();
    } else if (m_check && m_check->problem()) {
        note = tr("It can be added now and is tried again by itself");
    }
    m_note->setText(note);
}

void ServerDialog::save()
{
    clearProblem();
    const Server typed = server();
    if (const auto checked = checkedServer(typed); !checked)
        return showProblem(checked.error());
    const QByteArray key = typedKey();
    if (key.isEmpty())
        return storeServer(typed);
    m_save->setEnabled(false);
    m_feed.service().keys()->write(m_keyName, key, [self = QPointer(this), typed](const Result<> &done) {
        if (!self)
            return;
        self->m_save->setEnabled(true);
        done ? self->storeServer(typed) : self->showProblem(done.error());
    });
}

void ServerDialog::storeServer(const Server &typed)
{
    GenerationStore &store = m_feed.service().store();
    const Result<Server> stored = m_isNew ? store.addServer(typed) : store.editServer(typed);
    if (!stored && stored.error().code() == ProblemCode::NothingToUpdate)
        return QDialog::accept();
    if (!stored) {
        if (!typedKey().isEmpty())
            dropKey(typed);
        return showProblem(stored.error());
    }
    if (ownKeyName(m_before) != ownKeyName(*stored))
        dropKey(m_before);
    m_key->clear(); // it is not needed here any more
    m_feed.service().refresh();
    m_before = m_server = *stored;
    Q_EMIT saved(*stored);
    QDialog::accept();
}

// Its stored key, where no other server has it.
void ServerDialog::dropKey(const Server &server)
{
    if (const QString name = ownKeyName(server); !name.isEmpty() && m_feed.service().keys())
        m_feed.service().keys()->remove(name, [](const Result<> &) {});
}

QByteArray ServerDialog::typedKey() const
{
    const QString text = m_key->text().trimmed();
    return isSecretReference(text) || !m_feed.service().keys() ? QByteArray() : text.toUtf8();
}

// A key is shown as dots, the name of one as it is.
void ServerDialog::showKeyMode()
{
    const QString text = m_key->text().trimmed();
    const bool isName = text.startsWith(QLatin1String("env:")) || text.startsWith(QLatin1String("keychain:"));
    m_key->setEchoMode(isName || m_reveal->isChecked() ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setVisible(!isName && !text.isEmpty());
    m_keyWords->setText(isSecretReference(text) ? tr("Where the key stands; type another key to replace it.")
                        : m_feed.service().keys()
                            ? tr("Type it: it is kept with this profile's keys, here only its name. env:NAME names a variable of the "
                                 "environment.")
                            : tr("env:NAME names a variable of the environment that holds it."));
}

// The passphrase of sealed keys, or a new one where the system has no keychain; then it is saved again.
void ServerDialog::askPassphrase(bool isNew)
{
    auto *ask = new QInputDialog(this);
    ask->setObjectName(QStringLiteral("passphrase"));
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(isNew ? tr("Seal the keys") : tr("Sealed keys"));
    ask->setLabelText(isNew ? tr("Keys are kept in a file that a passphrase seals. A new passphrase of 8 characters or more:")
                            : tr("Your keys are in a sealed file. Its passphrase:"));
    ask->setTextEchoMode(QLineEdit::Password);
    ask->setOkButtonText(isNew ? tr("Seal") : tr("Open"));
    connect(ask, &QInputDialog::textValueSelected, this, [this, isNew](const QString &passphrase) {
        accounts::SecretStore &keys = *m_feed.service().keys();
        const auto go = [self = QPointer(this)](const Result<> &done) {
            if (self)
                done ? self->save() : self->showProblem(done.error());
        };
        if (!isNew)
            return go(keys.open(passphrase));
        keys.seal(passphrase, [go](const Result<QStringList> &lost) { go(lost ? Result<>() : std::unexpected(lost.error())); });
    });
    ask->open();
}

void ServerDialog::reject()
{
    m_discovery.stop();
    QDialog::reject();
}

} // namespace sc::ui
